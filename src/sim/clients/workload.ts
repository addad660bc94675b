import type { Micros } from '../../base/time.ts';
import { lowerBound } from '../../base/order.ts';
import { randomStream, type RandomStream } from '../../base/random.ts';
import { exponential, naturalLog } from '../../base/real.ts';
import type { ClientId } from '../../dynamo/names.ts';
import type { Command } from '../script/command.ts';
import type { Wish } from './client.ts';

export type Load = Extract<Command, { readonly type: 'load' }>;

/** How often each key is asked for, as sums from the first key on. */
export type Popularity = readonly number[];

/**
 * One of the clients of a `load` command: issues requests at random times, on average
 * `perSecond / clients` a second, for keys as popular as Zipf's law says.
 */
export class Workload {
  readonly client: ClientId;
  private readonly load: Load;
  private readonly untilUs: Micros;
  private readonly stream: RandomStream;
  private readonly popularity: Popularity;
  private issued = 0;
  /** When its next request is due; null when it is done. */
  nextAt: Micros | null;

  /** `popularity`: of the load's keys, the same for all its clients. */
  constructor(
    client: ClientId,
    load: Load,
    popularity: Popularity,
    startUs: Micros,
    randomSeed: number,
  ) {
    this.client = client;
    this.load = load;
    this.popularity = popularity;
    this.untilUs = startUs + load.forUs;
    this.stream = randomStream(randomSeed, `load ${client}`);
    this.nextAt = startUs;
    this.plan();
  }

  /** The request that is due at {@link nextAt}; plans the one after it. */
  next(): Wish {
    const mark = this.stream.fraction() * (this.popularity.at(-1) ?? 0);
    const rank = lowerBound(this.popularity, (upTo) => upTo <= mark);
    this.issued += 1;
    const isGet = this.stream.chance(this.load.reads);
    this.plan();
    return {
      request: `${this.client}.${this.issued}`,
      op: isGet ? 'get' : 'put',
      key: `k${rank + 1}`,
      value: isGet ? null : `${this.client}.${this.issued}`,
      blind: false,
      via: null,
      cart: null,
    };
  }

  private plan(): void {
    const meanUs = (1_000_000 * this.load.clients) / this.load.perSecond;
    const at = (this.nextAt ?? 0) + Math.max(1, Math.round(this.stream.exponential(meanUs)));
    this.nextAt = at < this.untilUs ? at : null;
  }
}

/** Sums of the popularities of keys 1 … k: rank^−zipf each. */
export function popularityOf({ keys, zipf }: Load): Popularity {
  let sum = 0;
  return Array.from({ length: keys }, (_, index) => {
    sum += exponential(-zipf * naturalLog(index + 1));
    return sum;
  });
}
