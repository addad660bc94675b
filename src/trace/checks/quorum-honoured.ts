import type { EventId } from '../event.ts';
import type { Settings } from '../../dynamo/settings.ts';
import type { Trace } from '../trace.ts';
import type { RequestView } from '../view.ts';
import { broken, holds } from './check.ts';
import type { Evidence, Finding } from './check.ts';

/**
 * What is answered as ok had its quorum: R replies or W acknowledgements, of different nodes,
 * before. (Dynamo §4.5) With fewer home nodes than that, all of them.
 */
export function quorumHonoured({ trace, end }: Evidence): Finding {
  const history = settingsHistory(trace);
  for (const request of end.requests.values()) {
    const { completedBy } = request;
    const completed = completedBy === null ? undefined : trace.event(completedBy);
    if (completed?.type !== 'request-completed' || completed.outcome !== 'ok') continue;
    const counted = request.replies.filter((reply) => reply.event < completed.id);
    const nodes = new Set(counted.map(({ by }) => by));
    const needed = leastNeeded(request, completed.id, history);
    if (nodes.size < needed) {
      const why = `${request.request} was answered with ${nodes.size} of ${needed}`;
      return broken(why, completed);
    }
  }
  return holds;
}

interface SettingsSince {
  readonly event: EventId;
  readonly settings: Settings;
}

function settingsHistory(trace: Trace): readonly SettingsSince[] {
  return trace.events.flatMap((event) =>
    event.type === 'run-started' || event.type === 'setting-changed'
      ? [{ event: event.id, settings: event.settings }]
      : [],
  );
}

/**
 * The quorum by the settings that its coordinator may have gone by: a paused node learns of a
 * change later than it is made.
 */
function leastNeeded(
  { op, issuedBy, coordinator, needed }: RequestView,
  completed: EventId,
  history: readonly SettingsSince[],
): number {
  if (coordinator === null || history.length < 2) return needed;
  const during = history.filter(
    ({ event }, index) => event < completed && (history[index + 1]?.event ?? Infinity) > issuedBy,
  );
  return Math.min(needed, ...during.map(({ settings: { r, w } }) => (op === 'get' ? r : w)));
}
