import type { Micros } from '../../base/time.ts';
import type { Position } from '../../base/position.ts';
import type { Address, ClientId, Key, NodeId } from '../../dynamo/names.ts';
import type { Settings } from '../../dynamo/settings.ts';
import type { MessageId } from '../../trace/event.ts';
import type { PictureName } from '../../trace/pictures.ts';

/** How long a message takes. `dc` is local within a data centre and remote between two. */
export type Latency =
  | { readonly type: 'fixed'; readonly us: Micros }
  | { readonly type: 'uniform'; readonly fromUs: Micros; readonly toUs: Micros }
  | { readonly type: 'exponential'; readonly meanUs: Micros }
  | { readonly type: 'lognormal'; readonly medianUs: Micros; readonly sigma: number }
  | { readonly type: 'dc'; readonly localUs: Micros; readonly remoteUs: Micros };

/** Settings of the world around the nodes. */
export interface WorldSettings {
  readonly latency: Latency;
  /** Share of messages lost on every link, 0 … 1. */
  readonly loss: number;
  /** `balancer`: any node. `client`: the partition-aware library. (§6.4) */
  readonly routing: 'balancer' | 'client';
  /** Where tokens lie at the start. */
  readonly placement: 'random' | 'even';
  /** The random seed, 0 … 2^32 − 1. */
  readonly seed: number;
}

export const defaultWorldSettings: WorldSettings = {
  latency: { type: 'uniform', fromUs: 5_000, toUs: 15_000 },
  loss: 0,
  routing: 'balancer',
  placement: 'random',
  seed: 1,
};

/** Who asks where no `as` says so. */
export const defaultClient: ClientId = 'client';

/** What a `load` is where its line does not say. */
export const loadDefaults = { keys: 100, zipf: 0.9, reads: 0.5, clients: 4 } as const;

/** Any part of the settings, by the names of the script: `n`, `clock-limit`, `latency`… */
export type SettingChange = Partial<Settings> & Partial<WorldSettings>;

export interface LinkShape {
  readonly latencyUs: Micros;
  /** ± this much, uniformly. */
  readonly jitterUs: Micros;
  readonly loss: number;
  readonly duplicate: number;
}

export interface Requester {
  readonly client: ClientId;
  /** null: routed. */
  readonly via: NodeId | null;
}

/** Everything a person can do to a run. One line of script each. (design.md §4) */
export type Command =
  | ({
      readonly type: 'put';
      readonly key: Key;
      readonly value: string;
      readonly blind: boolean;
    } & Requester)
  | ({ readonly type: 'get'; readonly key: Key } & Requester)
  | ({ readonly type: 'delete'; readonly key: Key } & Requester)
  | ({ readonly type: 'cart-add'; readonly key: Key; readonly item: string } & Requester)
  | ({ readonly type: 'cart-remove'; readonly key: Key; readonly item: string } & Requester)
  | { readonly type: 'kill'; readonly node: NodeId }
  | { readonly type: 'restart'; readonly node: NodeId }
  | { readonly type: 'pause'; readonly node: NodeId; readonly forUs: Micros | null }
  | { readonly type: 'resume'; readonly node: NodeId }
  | { readonly type: 'wipe'; readonly node: NodeId }
  | { readonly type: 'partition'; readonly groups: readonly (readonly Address[])[] }
  | { readonly type: 'cut'; readonly from: Address; readonly to: Address }
  /** null: everything. */
  | { readonly type: 'heal'; readonly between: readonly [Address, Address] | null }
  /** `between` null: every link. `shape` null: normal again. */
  | {
      readonly type: 'link';
      readonly between: readonly [Address, Address] | null;
      readonly shape: Partial<LinkShape> | null;
    }
  | { readonly type: 'drop'; readonly message: MessageId }
  | { readonly type: 'duplicate'; readonly message: MessageId }
  | { readonly type: 'delay'; readonly message: MessageId; readonly byUs: Micros }
  | { readonly type: 'deliver'; readonly message: MessageId }
  | { readonly type: 'skew'; readonly node: NodeId; readonly byUs: Micros }
  | { readonly type: 'join'; readonly node: NodeId; readonly via: NodeId | null }
  | { readonly type: 'remove'; readonly node: NodeId; readonly via: NodeId | null }
  | { readonly type: 'set'; readonly change: SettingChange }
  | { readonly type: 'handoff'; readonly node: NodeId }
  | { readonly type: 'sync'; readonly nodes: readonly [NodeId, NodeId] }
  | { readonly type: 'gossip'; readonly nodes: readonly [NodeId, NodeId] }
  | {
      readonly type: 'load';
      readonly perSecond: number;
      readonly forUs: Micros;
      readonly keys: number;
      /** Exponent of the popularity of keys; 0 is uniform. */
      readonly zipf: number;
      /** Share of reads, 0 … 1. */
      readonly reads: number;
      readonly clients: number;
    }
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'show'; readonly view: PictureName; readonly subject: string | null }
  | { readonly type: 'mark'; readonly name: string };

export interface TimedCommand {
  readonly at: Micros;
  readonly command: Command;
}

export interface NodeSpec {
  readonly node: NodeId;
  /** 0.125 … 64; tokens are in proportion. */
  readonly capacity: number;
  readonly dataCentre: string | null;
  readonly isSeedNode: boolean;
  /** Placed by hand, or null: drawn. */
  readonly tokens: readonly Position[] | null;
}

/** Everything that decides a run: settings, random seed and command log. (design.md §1) */
export interface Run {
  readonly title: string | null;
  /** 1 … 1000 nodes, in the order named. */
  readonly cluster: readonly NodeSpec[];
  readonly settings: Settings;
  readonly world: WorldSettings;
  /** In order of time; lines of the same time in the order written. */
  readonly commands: readonly TimedCommand[];
  /** null: until nothing but periodic work is left, at most 60 s past the last command. */
  readonly untilUs: Micros | null;
}
