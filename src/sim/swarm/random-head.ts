import type { RandomStream } from '../../base/random.ts';
import type { NodeId } from '../../dynamo/names.ts';

/** How a random run begins: the lines of its head, and what its deeds have to know of it. */
export interface RandomHead {
  readonly lines: readonly string[];
  readonly nodes: readonly NodeId[];
  readonly n: number;
  readonly r: number;
  readonly w: number;
}

export const clients = ['alice', 'bob', 'carol'] as const;

const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'] as const;

/** 3 to 9 nodes, all small enough to be read by a person when something goes wrong. */
export function randomHead(stream: RandomStream): RandomHead {
  const nodes = names.slice(0, stream.integer(3, names.length));
  const n = Math.min(stream.integer(1, 5), nodes.length);
  const r = stream.integer(1, n);
  const w = stream.integer(1, n);
  const latency = randomLatency(stream);
  const cluster = nodes.map((node) => randomNode(stream, node, latency.startsWith('dc:')));
  const settings = [
    `n=${n} r=${r} w=${w} tokens=${stream.integer(1, 12)} seed=${stream.integer(0, 999_999)}`,
    `latency=${latency}`,
    ...randomRing(stream),
    ...randomSettings(stream),
  ];
  const lines = [
    'lab 1',
    `cluster ${cluster.join(' ')}`,
    ...randomTokens(stream, nodes),
    `names ${clients.join(' ')}`,
    `set ${settings.join(' ')}`,
  ];
  return { lines, nodes, n, r, w };
}

function randomNode(stream: RandomStream, node: NodeId, hasPlace: boolean): string {
  const capacity = stream.chance(0.2) ? stream.pick(['*0.5', '*2', '*3']) : '';
  const place = hasPlace ? stream.pick(['@east', '@west']) : '';
  return `${node}${capacity}${place}${stream.chance(0.1) ? '!' : ''}`;
}

export function randomLatency(stream: RandomStream): string {
  const least = stream.integer(1, 8);
  return stream.pick([
    `uniform:${least}ms:${least + stream.integer(0, 20)}ms`,
    `uniform:${least}ms:${least + stream.integer(0, 20)}ms`,
    `fixed:${least}ms`,
    `exponential:${least}ms`,
    `lognormal:${least}ms:0.${stream.integer(1, 9)}`,
    `dc:${least}ms:${least + stream.integer(0, 60)}ms`,
  ]);
}

/** How the ring is cut: into few partitions often enough, so that some nodes have none. (§6.2) */
function randomRing(stream: RandomStream): string[] {
  const strategy = stream.pick([1, 1, 1, 2, 3, 3]);
  if (strategy === 1) return [];
  return [`strategy=${strategy} partitions=${stream.pick([1, 3, 4, 8, 13, 16, 32])}`];
}

/** Sometimes one node's tokens lie where somebody put them. */
function randomTokens(stream: RandomStream, nodes: readonly NodeId[]): string[] {
  if (!stream.chance(0.1)) return [];
  const places = Array.from({ length: stream.integer(1, 3) }, () => stream.integer(0, 99));
  return [`tokens ${stream.pick(nodes)} ${[...new Set(places)].map((at) => `${at}%`).join(' ')}`];
}

function randomSettings(stream: RandomStream): string[] {
  const sometimes = (probability: number, setting: () => string): string[] =>
    stream.chance(probability) ? [setting()] : [];
  const ms = (from: number, to: number): string => `${stream.integer(from, to)}ms`;
  return [
    ...sometimes(
      0.4,
      () => `versioning=${stream.pick(['vector-clock', 'last-write-wins', 'timestamp-only'])}`,
    ),
    ...sometimes(0.15, () => `clock-limit=${stream.integer(1, 4)}`),
    ...sometimes(0.25, () => 'sloppy=off'),
    ...sometimes(0.1, () => 'handoff=off'),
    ...sometimes(0.7, () => `handoff-every=${ms(100, 2_000)}`),
    ...sometimes(0.2, () => 'read-repair=off'),
    ...sometimes(0.4, () => 'coordinator=first'),
    ...sometimes(0.3, () => 'routing=client'),
    ...sometimes(0.2, () => 'durable-write=on'),
    ...sometimes(0.2, () => `give-way-above=${ms(1, 60)}`),
    ...sometimes(0.4, () => `durability=buffered flush-every=${ms(20, 1_000)}`),
    ...sometimes(0.3, () => `request-timeout=${ms(50, 600)}`),
    ...sometimes(0.3, () => `replica-timeout=${ms(20, 200)}`),
    ...sometimes(0.5, () => `suspect-for=${ms(100, 2_000)}`),
    ...sometimes(0.3, () => 'anti-entropy=off'),
    ...sometimes(0.4, () => `anti-entropy-every=${ms(100, 2_000)}`),
    ...sometimes(0.4, () => `gossip-every=${ms(50, 1_000)}`),
    ...sometimes(0.4, () => 'placement=even'),
    ...sometimes(0.3, () => `loss=${stream.integer(1, 10)}%`),
  ];
}
