import { defaultSettings } from '../../dynamo/settings.ts';
import type { Settings } from '../../dynamo/settings.ts';
import { defaultWorldSettings } from './command.ts';
import type { SettingChange, WorldSettings } from './command.ts';
import { choice, integer, latency, onOff, share, time } from './kinds.ts';
import type { Control, Kind } from './kinds.ts';

export type AllSettings = Settings & WorldSettings;

/** One setting: the single place that knows its name, meaning, range and default. */
export interface Setting {
  /** As in a script: `clock-limit`. */
  readonly key: string;
  /** As in {@link Settings} or {@link WorldSettings}: `clockLimit`. */
  readonly property: keyof AllSettings;
  /** A few words for a form. */
  readonly label: string;
  /** Does it configure the nodes, or the world around them? */
  readonly scope: 'nodes' | 'world';
  /** May it change while the run goes on? */
  readonly isLive: boolean;
  readonly control: Control;
  /** Goes on from "takes": `on or off`. */
  readonly range: string;
  /** The default, as in a script. */
  readonly defaultText: string;
  /** Texts worth offering while somebody types. */
  readonly examples: readonly string[];
  /** null: out of range. */
  readonly parse: (text: string) => SettingChange | null;
  /** null: the change leaves this setting as it is. */
  readonly print: (change: SettingChange) => string | null;
}

const fixedFromTheStart = new Set<keyof AllSettings>([
  'seed',
  'placement',
  'tokens',
  'strategy',
  'partitions',
  'versioning',
]);

const hourUs = 3_600_000_000;
const period = time(1_000, hourUs);

export const settingsTable: readonly Setting[] = [
  setting('n', 'n', 'Copies of each key (N)', integer(1, 1000)),
  setting('r', 'r', 'Replies a get waits for (R)', integer(1, 1000)),
  setting('w', 'w', 'Acknowledgements a put waits for (W)', integer(1, 1000)),
  setting('tokens', 'tokens', 'Tokens of an ordinary node', integer(1, 1024)),
  setting('strategy', 'strategy', 'How the ring is cut', choice(1, 2, 3)),
  setting(
    'partitions',
    'partitions',
    'Equal partitions, strategies 2 and 3 (Q)',
    integer(1, 65536),
  ),
  setting(
    'versioning',
    'versioning',
    'How versions are compared',
    choice('dotted', 'vector-clock', 'last-write-wins', 'timestamp-only'),
  ),
  setting('clock-limit', 'clockLimit', 'Pairs a clock may have', integer(1, 1000)),
  setting('sloppy', 'sloppy', 'Stand-ins may take part (sloppy quorum)', onOff),
  setting('handoff', 'handoff', 'Hinted handoff', onOff),
  setting('handoff-every', 'handoffEveryUs', 'Time between handoffs', period),
  setting('read-repair', 'readRepair', 'Read repair', onOff),
  setting('anti-entropy', 'antiEntropy', 'Anti-entropy with Merkle trees', onOff),
  setting('anti-entropy-every', 'antiEntropyEveryUs', 'Time between comparisons', period),
  setting('gossip-every', 'gossipEveryUs', 'Time between gossips', period),
  setting('routing', 'routing', 'Who picks the coordinator', choice('balancer', 'client')),
  setting('coordinator', 'coordinator', 'Who coordinates a put', choice('fastest', 'first')),
  setting(
    'durability',
    'durability',
    'When a write counts as stored',
    choice('flushed', 'buffered'),
  ),
  setting('durable-write', 'durableWrite', 'One replica flushes each write at once', onOff),
  setting('flush-every', 'flushEveryUs', 'Time between flushes of the buffer', period),
  setting('disk', 'diskUs', 'Time the disk needs for one record', time(0, 1_000_000)),
  setting(
    'give-way-above',
    'giveWayAboveUs',
    'Background work gives way while p99 is above',
    period,
  ),
  setting('request-timeout', 'requestTimeoutUs', 'A request is given up after', period),
  setting('replica-timeout', 'replicaTimeoutUs', 'A silent replica is suspected after', period),
  setting('suspect-for', 'suspectForUs', 'A suspect is left alone for', period),
  setting('placement', 'placement', 'Where the first tokens lie', choice('random', 'even')),
  setting('latency', 'latency', 'How long a message takes', latency),
  setting('loss', 'loss', 'Messages that are lost', share),
  setting('seed', 'seed', 'Random seed', integer(0, 4_294_967_295)),
];

const byKey = new Map(settingsTable.map((row) => [row.key, row]));

/** The setting of this name in scripts, or null. */
export function settingNamed(key: string): Setting | null {
  return byKey.get(key) ?? null;
}

export const allDefaults: AllSettings = { ...defaultSettings, ...defaultWorldSettings };

/** `n=5 latency=fixed:10ms`: all that the change names, in the order of the table. */
export function printChange(change: SettingChange): string[] {
  return settingsTable.flatMap((row) => {
    const text = row.print(change);
    return text === null ? [] : [`${row.key}=${text}`];
  });
}

/** The settings of the world as script text, each by its key. */
export function worldTexts(world: WorldSettings): Record<string, string> {
  const rows = settingsTable.filter((row) => row.scope === 'world');
  return Object.fromEntries(rows.map((row) => [row.key, row.print(world) ?? row.defaultText]));
}

/** The two kinds of settings, apart. */
export function splitChange(change: SettingChange): {
  settings: Partial<Settings>;
  world: Partial<WorldSettings>;
} {
  const entries = Object.entries(change);
  const part = (isWorld: boolean) =>
    Object.fromEntries(entries.filter(([name]) => name in defaultWorldSettings === isWorld));
  return { settings: part(false), world: part(true) };
}

function setting<Property extends keyof AllSettings>(
  key: string,
  property: Property,
  label: string,
  kind: Kind<AllSettings[Property]>,
): Setting {
  return {
    key,
    property,
    label,
    scope: property in defaultWorldSettings ? 'world' : 'nodes',
    isLive: !fixedFromTheStart.has(property),
    control: kind.control,
    range: kind.range,
    defaultText: kind.print({ ...defaultSettings, ...defaultWorldSettings }[property]),
    examples: kind.examples,
    parse: (text) => {
      const value = kind.parse(text);
      return value === null ? null : { [property]: value };
    },
    print: (change) => {
      const value = (change as Partial<AllSettings>)[property];
      return value === undefined ? null : kind.print(value);
    },
  };
}
