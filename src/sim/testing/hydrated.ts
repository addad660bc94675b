import { present } from '../../base/assert.ts';
import type { Micros } from '../../base/time.ts';
import type { NodeId } from '../../dynamo/names.ts';
import type { TraceEvent } from '../../trace/event.ts';
import type { Conductor } from '../conductor.ts';
import { NodeHost, type HostSnapshot } from '../host.ts';

/**
 * Goes on with a run whose nodes live elsewhere from now on, as workers do that take over: from
 * copies of their snapshots, with copies of all that is told and answered, and with the replies
 * in another order. `copy` is `structuredClone`, which the pure rooms do not know.
 */
export function goOnElsewhere(
  conductor: Conductor,
  snapshots: ReadonlyMap<NodeId, HostSnapshot>,
  untilUs: Micros,
  copy: <Value>(value: Value) => Value,
): readonly TraceEvent[] {
  const hosts = new Map<NodeId, NodeHost>();
  for (const [node, snapshot] of snapshots) hosts.set(node, NodeHost.resumed(copy(snapshot)));
  for (let plan = conductor.begin(untilUs); plan; plan = conductor.begin(untilUs)) {
    for (const node of plan.stops) hosts.delete(node);
    for (const { node, configuration } of plan.starts) {
      hosts.set(node, NodeHost.configured(copy(configuration)));
    }
    const replies = Array.from(plan.batches, ([node, batch]) => {
      const host = present(hosts.get(node), `the process of ${node}`);
      return [node, copy(host.run(copy(batch)))] as const;
    });
    conductor.end(new Map(replies.toReversed()));
  }
  return conductor.takeEvents();
}
