import { InvariantError } from '../base/assert.ts';
import { outcomeOf, withSeed } from '../sim/outcome.ts';
import type { Run } from '../sim/script/command.ts';
import { exitCodes } from './complaint.ts';
import { readScriptFile } from './script-file.ts';
import { misuse, readSeed, readWords, type Form } from './words.ts';

export const sweepForm: Form = {
  name: 'sweep',
  usage: 'sweep FILE.lab --seeds FROM..TO [--shard K/N]',
  options: ['seeds', 'shard'],
};

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Every `of`-th seed, from the `part`-th on. */
interface Shard {
  readonly part: number;
  readonly of: number;
}

/**
 * Plays one script with many random seeds and prints one line of JSON for each. Goes on past
 * seeds that break something, and says how each is repeated. (design.md §5)
 */
export function sweepCommand(args: readonly string[]): number {
  const { file, options } = readWords(sweepForm, args);
  const span = readSpan(options.get('seeds'));
  const shard = readShard(options.get('shard'));
  const { run, notices } = readScriptFile(file);
  for (const notice of notices) console.error(notice);
  let isFine = true;
  for (let seed = span.from + shard.part - 1; seed <= span.to; seed += shard.of) {
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

function readSpan(text: string | undefined): Span {
  if (text === undefined) throw misuse(sweepForm, 'sweep needs --seeds, as in --seeds 1..1000');
  const [from, to, more] = text.split('..').map(readSeed);
  if (typeof from !== 'number' || typeof to !== 'number' || more !== undefined || from > to) {
    const limits = 'two whole numbers from 0 to 4294967295, the smaller first';
    throw misuse(sweepForm, `--seeds ${text} is not FROM..TO, ${limits}`);
  }
  return { from, to };
}

function readShard(text: string | undefined): Shard {
  if (text === undefined) return { part: 1, of: 1 };
  const match = /^([1-9]\d{0,8})\/([1-9]\d{0,8})$/.exec(text);
  const [part, of] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || part > of) {
    throw misuse(sweepForm, `--shard ${text} is not K/N, as in 2/8 for the second of eight parts`);
  }
  return { part, of };
}

/** As a word that a shell takes for one. */
function asWord(text: string): string {
  return /^[\w./@%+=:,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
