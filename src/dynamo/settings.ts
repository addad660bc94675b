import type { Micros } from '../base/time.ts';

export type Strategy = 1 | 2 | 3;
export type Versioning = 'dotted' | 'vector-clock' | 'last-write-wins' | 'timestamp-only';
export type Durability = 'flushed' | 'buffered';
export type CoordinatorChoice = 'fastest' | 'first';

/** What every node of the store is configured with. Times are virtual microseconds. */
export interface Settings {
  /** N: how many nodes keep each key, 1 … 1000; more than there are nodes means all. (§4.3) */
  readonly n: number;
  /** R: how many replies a get waits for, 1 … n. (§4.5) */
  readonly r: number;
  /** W: how many acknowledgements a put waits for, 1 … n. (§4.5) */
  readonly w: number;
  /** Tokens a node of capacity 1 takes under strategy 1 and 2, 1 … 1024. (§4.2) */
  readonly tokens: number;
  /** How the ring is cut. (§6.2) */
  readonly strategy: Strategy;
  /** Q: equal partitions of the ring under strategies 2 and 3, 1 … 65536. (§6.2) */
  readonly partitions: number;
  readonly versioning: Versioning;
  /** Pairs a vector clock may have before the oldest is dropped, 1 … 1000. (§4.4) */
  readonly clockLimit: number;
  /** May nodes beyond the first n stand in for those that do not answer? (§4.6) */
  readonly sloppy: boolean;
  readonly handoff: boolean;
  readonly handoffEveryUs: Micros;
  readonly readRepair: boolean;
  readonly antiEntropy: boolean;
  readonly antiEntropyEveryUs: Micros;
  readonly gossipEveryUs: Micros;
  readonly coordinator: CoordinatorChoice;
  readonly durability: Durability;
  /** With `durability=buffered`: does one of the n replicas flush each write at once? (§5) */
  readonly durableWrite: boolean;
  /** How often buffered writes reach the disk. (§5) */
  readonly flushEveryUs: Micros;
  /** What the disk needs for one record that is read or written; 0: no time. (§6.5) */
  readonly diskUs: Micros;
  /** Background work gives way while the 99th percentile of requests is above this. (§6.5) */
  readonly giveWayAboveUs: Micros;
  /** A coordinator gives a request up this long after it came in. */
  readonly requestTimeoutUs: Micros;
  /** A replica that has not answered after this long is suspected. (§4.6) */
  readonly replicaTimeoutUs: Micros;
  /** How long a suspected node is left alone before it is tried again. (§4.8.3) */
  readonly suspectForUs: Micros;
}

export const defaultSettings: Settings = {
  n: 3,
  r: 2,
  w: 2,
  tokens: 8,
  strategy: 1,
  partitions: 64,
  versioning: 'dotted',
  clockLimit: 10,
  sloppy: true,
  handoff: true,
  handoffEveryUs: 2_000_000,
  readRepair: true,
  antiEntropy: true,
  antiEntropyEveryUs: 10_000_000,
  gossipEveryUs: 1_000_000,
  coordinator: 'fastest',
  durability: 'flushed',
  durableWrite: true,
  flushEveryUs: 1_000_000,
  diskUs: 0,
  giveWayAboveUs: 200_000,
  requestTimeoutUs: 300_000,
  replicaTimeoutUs: 100_000,
  suspectForUs: 1_000_000,
};
