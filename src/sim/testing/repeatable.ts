import type { Run } from '../script/command.ts';
import { randomScript, readRun } from '../swarm/random-script.ts';

/** Plays with the random run of this seed; what fails in it says how it is repeated. */
export function withRandomRun(randomSeed: number, play: (run: Run, script: string) => void): void {
  const script = randomScript(randomSeed);
  try {
    play(readRun(script), script);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new Error(`${what}\n\nrandom seed ${randomSeed}, script:\n${script}`, { cause: error });
  }
}
