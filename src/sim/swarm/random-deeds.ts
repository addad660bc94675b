import type { RandomStream } from '../../base/random.ts';
import { printTime, type Micros } from '../../base/time.ts';
import type { NodeId } from '../../dynamo/names.ts';
import { clients, randomLatency } from './random-head.ts';

/** A random run as far as it is written. */
export interface Draft {
  readonly stream: RandomStream;
  /** All that there ever were: those that join are added. */
  readonly nodes: NodeId[];
  /** Those that an administrator has not removed. */
  readonly members: Set<NodeId>;
  n: number;
  r: number;
  w: number;
  now: Micros;
  /** No two puts write the same value. */
  values: number;
  /** What became of the nodes that are not simply up. */
  readonly states: Map<
    NodeId,
    { readonly status: 'up' | 'down' | 'paused'; readonly until: Micros }
  >;
}

/** Few keys, so that clients meet; some of them awkward. */
const keys = ['cart', 'x', '"two words"', 'ключ', '__proto__'] as const;

/** One line of script, without its time; null when there is nothing to do it to. */
type Deed = (draft: Draft) => string | null;

export const deeds: readonly { readonly weight: number; readonly deed: Deed }[] = [
  { weight: 22, deed: put },
  { weight: 16, deed: (draft) => `get ${someKey(draft)}${requester(draft)}` },
  { weight: 4, deed: (draft) => `delete ${someKey(draft)}${requester(draft)}` },
  { weight: 6, deed: cart },
  { weight: 9, deed: kill },
  { weight: 9, deed: restart },
  { weight: 2, deed: wipe },
  { weight: 5, deed: pause },
  { weight: 3, deed: resume },
  { weight: 5, deed: partition },
  { weight: 4, deed: cut },
  { weight: 3, deed: (draft) => (draft.stream.chance(0.7) ? 'heal' : `heal ${somePair(draft)}`) },
  { weight: 5, deed: shape },
  { weight: 3, deed: skew },
  { weight: 2, deed: (draft) => `handoff ${someNode(draft)}` },
  { weight: 2, deed: join },
  { weight: 2, deed: remove },
  { weight: 2, deed: (draft) => `sync ${somePair(draft)}` },
  { weight: 2, deed: (draft) => `gossip ${somePair(draft)}` },
  { weight: 2, deed: load },
  { weight: 5, deed: change },
];

function someNode({ stream, nodes }: Draft): NodeId {
  return stream.pick(nodes);
}

function someKey({ stream }: Draft): string {
  return stream.pick(keys);
}

function nodesThatAre(draft: Draft, wanted: 'up' | 'down' | 'paused'): readonly NodeId[] {
  return draft.nodes.filter((node) => {
    const { status, until } = draft.states.get(node) ?? { status: 'up', until: 0 };
    return (status === 'paused' && until <= draft.now ? 'up' : status) === wanted;
  });
}

function requester({ stream, nodes }: Draft): string {
  const who = stream.chance(0.8) ? ` as ${stream.pick(clients)}` : '';
  return stream.chance(0.35) ? `${who} via ${stream.pick(nodes)}` : who;
}

function put(draft: Draft): string {
  draft.values += 1;
  const blind = draft.stream.chance(0.2) ? ' blind' : '';
  return `put ${someKey(draft)} v${draft.values}${requester(draft)}${blind}`;
}

function cart(draft: Draft): string {
  const deed = draft.stream.chance(0.7) ? 'add' : 'remove';
  return `cart ${deed} cart item-${draft.stream.integer(1, 6)}${requester(draft)}`;
}

function kill(draft: Draft): string | null {
  const up = nodesThatAre(draft, 'up');
  if (up.length === 0) return null;
  const node = draft.stream.pick(up);
  draft.states.set(node, { status: 'down', until: Infinity });
  return `kill ${node}`;
}

function restart(draft: Draft): string | null {
  const down = nodesThatAre(draft, 'down');
  if (down.length === 0) return null;
  const node = draft.stream.pick(down);
  draft.states.delete(node);
  return `restart ${node}`;
}

function wipe(draft: Draft): string {
  const node = someNode(draft);
  draft.states.set(node, { status: 'down', until: Infinity });
  return `wipe ${node}`;
}

function pause(draft: Draft): string | null {
  const up = nodesThatAre(draft, 'up');
  if (up.length === 0) return null;
  const node = draft.stream.pick(up);
  const forUs = draft.stream.chance(0.6) ? draft.stream.integer(1, 800) * 1_000 : null;
  draft.states.set(node, {
    status: 'paused',
    until: forUs === null ? Infinity : draft.now + forUs,
  });
  return `pause ${node}${forUs === null ? '' : ` for ${printTime(forUs)}`}`;
}

function resume(draft: Draft): string | null {
  const paused = nodesThatAre(draft, 'paused');
  if (paused.length === 0) return null;
  const node = draft.stream.pick(paused);
  draft.states.delete(node);
  return `resume ${node}`;
}

function partition(draft: Draft): string | null {
  const { stream } = draft;
  const here: string[] = [];
  const there: string[] = [];
  for (const node of draft.nodes) (stream.chance(0.5) ? here : there).push(node);
  if (here.length === 0 || there.length === 0) return null;
  if (stream.chance(0.15)) return `partition ${here.join(' ')}`;
  for (const client of clients) {
    if (stream.chance(0.2)) stream.pick([here, there]).push(client);
  }
  return `partition ${here.join(' ')} / ${there.join(' ')}`;
}

/** Between two nodes, or between a client and a node, one way. */
function cut(draft: Draft): string {
  const { stream } = draft;
  if (stream.chance(0.8)) return `cut ${someLink(draft)}`;
  const [client, node] = [stream.pick(clients), someNode(draft)];
  return stream.chance(0.5) ? `cut ${client} > ${node}` : `cut ${node} > ${client}`;
}

function someLink({ stream, nodes }: Draft): string {
  const from = stream.pick(nodes);
  return `${from} > ${stream.pick(nodes.filter((node) => node !== from))}`;
}

function shape(draft: Draft): string {
  const { stream } = draft;
  const link = stream.chance(0.25) ? '*' : someLink(draft);
  if (stream.chance(0.25)) return `link ${link} normal`;
  const parts = [
    `latency ${stream.integer(1, 150)}ms`,
    `jitter ${stream.integer(0, 40)}ms`,
    `loss ${stream.integer(0, 40)}%`,
    `duplicate ${stream.integer(0, 40)}%`,
  ].filter(() => stream.chance(0.5));
  return parts.length === 0 ? `link ${link} duplicate 20%` : `link ${link} ${parts.join(' ')}`;
}

function skew(draft: Draft): string {
  const us = draft.stream.integer(-500, 500) * 1_000;
  return `skew ${someNode(draft)} ${us < 0 ? '-' : ''}${printTime(Math.abs(us))}`;
}

function somePair({ stream, nodes }: Draft): string {
  const from = stream.pick(nodes);
  return `${from} ${stream.pick(nodes.filter((node) => node !== from))}`;
}

/** Names of those that come later. */
const newcomers = ['X', 'Y', 'Z'] as const;

/** Somebody new, or somebody who was removed comes back. */
function join(draft: Draft): string | null {
  const { stream, nodes, members } = draft;
  const fresh = newcomers.find((name) => !nodes.includes(name));
  const gone = nodes.filter((node) => !members.has(node));
  const candidates = [...gone, ...(fresh === undefined ? [] : [fresh])];
  if (candidates.length === 0) return null;
  const node = stream.pick(candidates);
  const via = stream.chance(0.5) ? ` via ${stream.pick([...members])}` : '';
  if (!nodes.includes(node)) nodes.push(node);
  members.add(node);
  return `join ${node}${via}`;
}

/** Enough stay to keep every key n times. */
function remove(draft: Draft): string | null {
  const { stream, members } = draft;
  if (members.size <= Math.max(draft.n, 2)) return null;
  const node = stream.pick([...members]);
  members.delete(node);
  const via = stream.chance(0.5) ? ` via ${stream.pick([...members])}` : '';
  return `remove ${node}${via}`;
}

function load({ stream }: Draft): string {
  const rate = stream.integer(10, 60);
  const time = `${stream.integer(100, 600)}ms`;
  const reads = stream.integer(0, 100);
  const zipf = stream.pick(['0', '0.9', '2']);
  return `load ${rate}/s for ${time} keys=${stream.integer(1, 8)} zipf=${zipf} reads=${reads}% clients=3`;
}

/** A live setting; the quorums stay what a cluster may have. */
function change(draft: Draft): string {
  const { stream } = draft;
  const quorums = (): string => {
    draft.r = stream.integer(1, draft.n);
    draft.w = stream.integer(1, draft.n);
    return `r=${draft.r} w=${draft.w}`;
  };
  const choices: readonly (() => string)[] = [
    quorums,
    quorums,
    () => {
      draft.n = stream.integer(Math.max(draft.r, draft.w), Math.min(5, draft.members.size));
      return `n=${draft.n}`;
    },
    () => `latency=${randomLatency(stream)}`,
    () => `loss=${stream.integer(0, 15)}%`,
    () => `sloppy=${stream.pick(['on', 'off'])}`,
    () => `read-repair=${stream.pick(['on', 'off'])}`,
    () => `durability=${stream.pick(['flushed', 'buffered'])}`,
    () => `replica-timeout=${stream.integer(20, 200)}ms`,
    () => `request-timeout=${stream.integer(50, 600)}ms`,
    () => `handoff=${stream.pick(['on', 'off'])}`,
    () => `anti-entropy=${stream.pick(['on', 'on', 'off'])}`,
    () => `anti-entropy-every=${stream.integer(100, 1_000)}ms`,
    () => `gossip-every=${stream.integer(50, 1_000)}ms`,
    () => `suspect-for=${stream.integer(50, 1_000)}ms`,
    () => `flush-every=${stream.integer(20, 500)}ms`,
    () => `coordinator=${stream.pick(['fastest', 'first'])}`,
    () => `clock-limit=${stream.integer(1, 10)}`,
  ];
  return `set ${stream.pick(choices)()}`;
}
