import type { NodeId } from '../../dynamo/names.ts';
import type { View } from '../../trace/view.ts';
import { weightOf } from './weigh.ts';
import { remember } from '../remember.ts';

/** What one measure says of every node, and how evenly. */
export interface Tally {
  readonly name: string;
  readonly what: string;
  /** The same where there is less room. */
  readonly short: string;
  readonly of: ReadonlyMap<NodeId, number>;
  readonly mean: number;
  readonly most: number;
  /** The paper's load balancing efficiency: mean over maximum. (§6.2) */
  readonly efficiency: number;
}

/** Keys kept, bytes kept and requests served by each node, hints beside replicas. */
export function talliesOf(view: View): readonly Tally[] {
  const names = [...view.nodes.values()]
    .filter(({ standing }) => standing !== 'removed')
    .map(({ node }) => node)
    .join(' ');
  return [...kept(names, view.keys), served(names, view.requests)];
}

const kept = remember((names: string, keys: View['keys']): readonly Tally[] => {
  const [count, bytes] = [zeros(names), zeros(names)];
  for (const { key, replicas, hints } of keys.values()) {
    for (const [node, held] of replicas) {
      if (held.length === 0) continue;
      add(count, node, 1);
      add(bytes, node, weightOf({ key, versions: held.map(({ version }) => version) }));
    }
    for (const { holder, version } of hints) {
      add(bytes, holder, weightOf({ key, versions: [version] }));
    }
  }
  return [
    tally('Keys', ['replicas kept', 'kept'], count),
    tally('Bytes', ['kept, hints included', 'kept'], bytes),
  ];
});

const served = remember((names: string, requests: View['requests']): Tally => {
  const count = zeros(names);
  for (const { coordinator, replies } of requests.values()) {
    const nodes = new Set(replies.map(({ by }) => by));
    if (coordinator !== null) nodes.add(coordinator);
    for (const node of nodes) add(count, node, 1);
  }
  return tally('Requests', ['coordinated or answered', 'served'], count);
});

function zeros(names: string): Map<NodeId, number> {
  return new Map((names === '' ? [] : names.split(' ')).map((node) => [node, 0]));
}

function add(count: Map<NodeId, number>, node: NodeId, by: number): void {
  const known = count.get(node);
  if (known !== undefined) count.set(node, known + by);
}

function tally(
  name: string,
  [what, short]: readonly [string, string],
  of: ReadonlyMap<NodeId, number>,
): Tally {
  const values = [...of.values()];
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const most = Math.max(0, ...values);
  return { name, what, short, of, mean, most, efficiency: most === 0 ? 1 : mean / most };
}
