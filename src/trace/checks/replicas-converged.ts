import type { NodeId } from '../../dynamo/names.ts';
import type { KeyView, View } from '../view.ts';
import { dotName, holds, notYet, some } from './check.ts';
import type { Evidence, Finding } from './check.ts';

/**
 * All home nodes that are up hold the same versions of every key. Dynamo promises this in the
 * end only: once every failure is mended and everything kept or repaired in the background has
 * arrived. (Dynamo §2.3, §4.7)
 */
export function replicasConverged({ end }: Evidence): Finding {
  for (const key of end.keys.values()) {
    const homes = key.preferenceList
      .slice(0, key.homes)
      .filter((node) => end.nodes.get(node)?.status === 'up');
    const [first, ...others] = homes;
    if (first === undefined) continue;
    const other = others.find((node) => dotsAt(key, node) !== dotsAt(key, first));
    if (other === undefined) continue;
    const differ = `${key.key} is ${shown(key, first)} on ${first}, ${shown(key, other)} on ${other}`;
    return notYet(`${differ}; ${pending(end, key)}`);
  }
  return holds;
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
  if (end.inFlight.size > 0) return `${end.inFlight.size} messages are under way`;
  const waiting = [...end.requests.values()].filter(({ answeredAt }) => answeredAt === null);
  if (waiting.length > 0) return `${some(waiting.map(({ request }) => request))} under way`;
  if (end.cutLinks.size > 0) return 'the network is partitioned';
  return 'a read of it, or anti-entropy, would repair that';
}
