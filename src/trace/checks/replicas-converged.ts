import type { Slices } from '../../base/slices.ts';
import type { NodeId } from '../../dynamo/names.ts';
import type { EventOf, TraceEvent } from '../event.ts';
import type { Trace } from '../trace.ts';
import type { KeyView, View } from '../view.ts';
import { broken, dotName, holds, isPause, notYet, some } from './check.ts';
import type { Evidence, Finding } from './check.ts';
import { RingKnowledge } from './ring-knowledge.ts';

/**
 * All home nodes that are up hold the same versions of every key, by the ring that they know of.
 * Dynamo promises this in the end only: once every failure is mended and everything kept, moved or
 * repaired in the background has arrived. But where two nodes compared their trees and found them
 * equal, they are. (Dynamo §2.3, §4.7)
 */
export function* replicasConverged({ trace, end }: Evidence): Slices<Finding> {
  const knowledge = new RingKnowledge();
  for (const event of trace.events) {
    if (isPause(event)) yield;
    knowledge.take(event);
  }
  const up = [...end.nodes.values()].filter(({ status }) => status === 'up');
  const [witness] = up.map(({ node }) => node);
  if (witness === undefined) return holds;
  const members = new Set(up.map(({ node }) => node));
  const inStep = yield* comparisonsInStep(trace);
  let waiting: Finding = holds;
  for (const key of end.keys.values()) {
    const homes = knowledge.homesAt(witness, key.position).filter((node) => members.has(node));
    const differing = pairsThatDiffer(key, homes);
    const wrong = differing.find((pair) => (inStep.get(pair.join(' '))?.id ?? -1) > key.changedBy);
    const [first] = wrong ? [wrong] : differing;
    if (first === undefined) continue;
    const [a, b] = first;
    const differ = `${key.key} is ${shown(key, a)} on ${a}, ${shown(key, b)} on ${b}`;
    if (wrong)
      return broken(`${differ}, though they compared their trees`, inStepOf(inStep, wrong));
    if (waiting === holds) waiting = notYet(`${differ}; ${pending(end, key)}`);
  }
  return waiting;
}

type Pair = readonly [NodeId, NodeId];

/** Each home node against the first, then against all others. */
function pairsThatDiffer(key: KeyView, homes: readonly NodeId[]): readonly Pair[] {
  return homes.flatMap((a, index) =>
    homes
      .slice(index + 1)
      .filter((b) => dotsAt(key, a) !== dotsAt(key, b))
      .map((b): Pair => [a, b]),
  );
}

/**
 * By pair, both ways round: the sending of the roots of the latest comparison that found all equal.
 * A key that has not changed since must be the same on both.
 */
function* comparisonsInStep(trace: Trace): Slices<ReadonlyMap<string, TraceEvent>> {
  const latest = new Map<string, TraceEvent>();
  let ringChangedBy = 0;
  for (const event of trace.events) {
    if (isPause(event)) yield;
    if (event.type === 'tokens-learned' || event.type === 'membership-learned') {
      ringChangedBy = event.id;
      latest.clear();
    }
    if (event.type === 'setting-changed') latest.clear();
    if (event.type !== 'anti-entropy-finished' || event.outcome !== 'in-step') continue;
    const roots = rootsBehind(trace, event);
    if (!roots || roots.id < ringChangedBy) continue;
    latest.set(`${event.node} ${event.partner}`, roots);
    latest.set(`${event.partner} ${event.node}`, roots);
  }
  return latest;
}

/** finished ◄ delivered ◄ sync-differing ◄ delivered ◄ sync-roots */
function rootsBehind(trace: Trace, finished: EventOf<'anti-entropy-finished'>): TraceEvent | null {
  let event: TraceEvent | undefined = finished;
  for (let steps = 0; steps < 8 && event && event.cause !== null; steps += 1) {
    event = trace.event(event.cause);
    if (event?.type === 'message-sent' && event.body.type === 'sync-roots') return event;
  }
  return null;
}

function inStepOf(inStep: ReadonlyMap<string, TraceEvent>, pair: Pair): TraceEvent | null {
  return inStep.get(pair.join(' ')) ?? null;
}

function dotsAt(key: KeyView, node: NodeId): string {
  const dots = (key.replicas.get(node) ?? []).map(({ version: { dot } }) => dot);
  return dots.map(dotName).toSorted().join(' ');
}

function shown(key: KeyView, node: NodeId): string {
  return dotsAt(key, node) || 'missing';
}

/** What may still bring the replicas together. */
function pending(end: View, key: KeyView): string {
  const hint = key.hints[0];
  if (hint) return `${hint.holder} holds a hint for ${hint.for}`;
  const [transfer] = end.transfers.values();
  if (transfer) return `${transfer.from} has ranges to hand over to ${transfer.to}`;
  if (end.inFlight.size > 0) return `${end.inFlight.size} messages are under way`;
  const waiting = [...end.requests.values()].filter(({ answeredAt }) => answeredAt === null);
  if (waiting.length > 0) return `${some(waiting.map(({ request }) => request))} under way`;
  if (end.cutLinks.size > 0) return 'the network is partitioned';
  return end.settings.antiEntropy
    ? 'anti-entropy will find that'
    : 'a read of it, or anti-entropy, would repair that';
}
