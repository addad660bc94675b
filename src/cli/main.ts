import { answer } from './answer.ts';
import { Complaint, exitCodes } from './complaint.ts';
import { runCommand, runForm } from './run.ts';
import { sweepCommand, sweepForm } from './sweep.ts';

/* The lab without a browser: `npm run -s lab -- COMMAND …`. (design.md §5) */

const commands: ReadonlyMap<string, (args: readonly string[]) => number> = new Map([
  [runForm.name, runCommand],
  [sweepForm.name, sweepCommand],
]);

const help = `npm run -s lab -- COMMAND …

  ${runForm.usage}
      plays the run and prints what came of it as JSON
  ${sweepForm.usage}
      plays it with many random seeds and prints one line of JSON for each

Ends with 0 when all is well, 2 when the command or the script is at fault (stderr says where),
3 when an invariant of the protocol was broken.`;

function main([name, ...args]: readonly string[]): number {
  if (name === 'help' || name === '--help' || name === '-h') {
    console.log(help);
    return exitCodes.fine;
  }
  const command = commands.get(name ?? '');
  if (command) return command(args);
  const known = [...commands.keys(), 'help'].join(', ');
  const what = name === undefined ? 'Which command?' : `There is no command ${name}.`;
  throw new Complaint(`${what} There are: ${known}.`);
}

answer(main);
