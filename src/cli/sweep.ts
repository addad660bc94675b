import { InvariantError } from '../base/assert.ts';
import { outcomeOf, withSeed } from '../sim/outcome.ts';
import type { Run } from '../sim/script/command.ts';
import { exitCodes } from './complaint.ts';
import { readScriptFile } from './script-file.ts';
import { readSeeds } from './seeds.ts';
import { readWords, type Form } from './words.ts';

export const sweepForm: Form = {
  name: 'sweep',
  usage: 'sweep FILE.lab --seeds FROM..TO [--shard K/N]',
  options: ['seeds', 'shard'],
};

/**
 * Plays one script with many random seeds and prints one line of JSON for each. Goes on past
 * seeds that break something, and says how each is repeated. (design.md §5)
 */
export function sweepCommand(args: readonly string[]): number {
  const { file, options } = readWords(sweepForm, args);
  const seeds = readSeeds(sweepForm, options);
  const { run, notices } = readScriptFile(file);
  for (const notice of notices) console.error(notice);
  let isFine = true;
  for (const seed of seeds) {
    const { line, failures } = playSeed(run, seed);
    console.log(JSON.stringify(line));
    if (failures.length === 0) continue;
    isFine = false;
    for (const failure of failures) console.error(`seed ${seed}: ${failure}`);
    console.error(`repeat it with: npm run -s lab -- run ${asWord(file)} --seed ${seed}`);
  }
  return isFine ? exitCodes.fine : exitCodes.broken;
}

/** One seed of many: where the lab itself fails in it, the others are still to be played. */
function playSeed(run: Run, seed: number): { line: object; failures: readonly string[] } {
  try {
    const { result, failures } = outcomeOf(withSeed(run, seed));
    return { line: { seed, ...result }, failures };
  } catch (error) {
    if (!(error instanceof InvariantError)) throw error;
    return { line: { seed, error: error.message }, failures: [error.message] };
  }
}

/** As a word that a shell takes for one. */
function asWord(text: string): string {
  return /^[\w./@%+=:,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
