import { InvariantError } from '../base/assert.ts';
import { Complaint, exitCodes } from './complaint.ts';

/** Carries out the command that was typed, and ends the process as it went. */
export function answer(command: (args: readonly string[]) => number): void {
  // Whoever reads the output may stop reading, as `head` does: that is the end, and no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  try {
    process.exitCode = command(process.argv.slice(2));
  } catch (error) {
    if (error instanceof Complaint) {
      for (const line of error.lines) console.error(line);
      process.exitCode = exitCodes.misused;
    } else if (error instanceof InvariantError) {
      console.error(error.stack);
      process.exitCode = exitCodes.broken;
    } else {
      throw error;
    }
  }
}
