import { Md5 } from 'ts-md5';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

import { InvariantError } from './assert.ts';
import { naturalLog } from './real.ts';

/**
 * One stream of random numbers. Streams are derived from the run's random seed and a purpose
 * ("latency A→B", "tokens C"), so that one more draw for one purpose changes no other.
 * xoroshiro128+; the state is 4 × 32 bits and can be saved.
 */
export interface RandomStream {
  /** A whole number, from ≤ result ≤ to, each as likely. */
  integer(from: number, to: number): number;
  /** A number in [0, 1). */
  fraction(): number;
  /** True with the given probability, 0 … 1. Draws nothing when the answer is certain. */
  chance(probability: number): boolean;
  /** One item of a list that is not empty. */
  pick<Item>(items: readonly Item[]): Item;
  /** Exponentially distributed, > 0, with the given mean. */
  exponential(mean: number): number;
  /** Normally distributed around 0 with deviation 1: the sum of twelve uniform draws, within ±6. */
  normal(): number;
  state(): readonly number[];
}

export function randomStream(randomSeed: number, purpose: string): RandomStream {
  const digest = Md5.hashStr(`${randomSeed}/${purpose}`);
  return resumeStream(
    [0, 8, 16, 24].map((at) => Number.parseInt(digest.slice(at, at + 8), 16) | 0),
  );
}

/** The stream that goes on from a saved {@link RandomStream.state}. */
export function resumeStream(state: readonly number[]): RandomStream {
  return new Stream(state);
}

/** A class, since every link and every node has one: closures would cost more than the draws. */
class Stream implements RandomStream {
  readonly #generator: ReturnType<typeof xoroshiro128plusFromState>;

  constructor(state: readonly number[]) {
    this.#generator = xoroshiro128plusFromState(state);
  }

  integer(from: number, to: number): number {
    return uniformInt(this.#generator, from, to);
  }

  fraction(): number {
    return uniformFloat64(this.#generator);
  }

  chance(probability: number): boolean {
    return probability >= 1 || (probability > 0 && this.fraction() < probability);
  }

  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new InvariantError('cannot pick from an empty list');
    return items[this.integer(0, items.length - 1)] as Item;
  }

  exponential(mean: number): number {
    return -naturalLog(1 - this.fraction()) * mean;
  }

  normal(): number {
    let sum = -6;
    for (let draw = 0; draw < 12; draw += 1) sum += this.fraction();
    return sum;
  }

  state(): readonly number[] {
    return this.#generator.getState();
  }
}
