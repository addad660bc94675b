import { misuse, readSeed, type Form } from './words.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Every `of`-th seed, from the `part`-th on. */
interface Shard {
  readonly part: number;
  readonly of: number;
}

/** The seeds of `--seeds FROM..TO`, or the share of them that `--shard K/N` names. */
export function readSeeds(form: Form, options: ReadonlyMap<string, string>): Iterable<number> {
  const span = readSpan(form, options.get('seeds'));
  return seedsOf(span, readShard(form, options.get('shard')));
}

function* seedsOf({ from, to }: Span, { part, of }: Shard): Generator<number> {
  for (let seed = from + part - 1; seed <= to; seed += of) yield seed;
}

function readSpan(form: Form, text: string | undefined): Span {
  if (text === undefined) throw misuse(form, `${form.name} needs --seeds, as in --seeds 1..1000`);
  const [from, to, more] = text.split('..').map(readSeed);
  if (typeof from !== 'number' || typeof to !== 'number' || more !== undefined || from > to) {
    const limits = 'two whole numbers from 0 to 4294967295, the smaller first';
    throw misuse(form, `--seeds ${text} is not FROM..TO, ${limits}`);
  }
  return { from, to };
}

function readShard(form: Form, text: string | undefined): Shard {
  if (text === undefined) return { part: 1, of: 1 };
  const match = /^([1-9]\d{0,8})\/([1-9]\d{0,8})$/.exec(text);
  const [part, of] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || part > of) {
    throw misuse(form, `--shard ${text} is not K/N, as in 2/8 for the second of eight parts`);
  }
  return { part, of };
}
