import type { Micros } from '../../base/time.ts';
import { causalityOf } from '../../trace/causality/causality.ts';
import { Cone } from '../../trace/causality/cone.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { type Target, targetKey } from '../mark.ts';
import type { TraceLike } from '../trace-like.ts';
import { type Chronicle, chronicleOf } from './chronicle.ts';

/**
 * The causal past and future of what is selected, up to date; null where asking makes no sense: a
 * node or a client has a part in nearly everything.
 */
export function coneOf(trace: TraceLike, selection: Target | null): Cone | null {
  if (selection === null) return null;
  const name = targetKey(selection);
  let latest = cones.get(trace);
  if (latest?.name !== name) {
    const isSubject = subjectOf(chronicleOf(trace), selection);
    const cone = isSubject === null ? null : new Cone(causalityOf(trace), isSubject);
    cones.set(trace, (latest = { name, cone }));
  }
  latest.cone?.update();
  return latest.cone === null || latest.cone.subjectCount === 0 ? null : latest.cone;
}

/** Of each trace, that of the latest selection. */
const cones = new WeakMap<TraceLike, { readonly name: string; readonly cone: Cone | null }>();

/** Which events are what is selected. */
function subjectOf(chronicle: Chronicle, target: Target): ((event: TraceEvent) => boolean) | null {
  switch (target.type) {
    case 'event':
      return ({ id }) => id === target.event;
    case 'message':
      return (event) => 'message' in event && event.message === target.message;
    case 'request':
      return (event) => chronicle.aboutOf(event).request === target.request;
    case 'key':
      return (event) => chronicle.aboutOf(event).keys.includes(target.key);
    case 'version':
      return (event) =>
        event.type === 'version-stored' &&
        event.node === target.node &&
        event.key === target.key &&
        isDot(event.version.dot, target.dot);
    case 'hint':
      return (event) =>
        event.type === 'hint-stored' &&
        event.node === target.holder &&
        event.for === target.for &&
        event.key === target.key &&
        isDot(event.version.dot, target.dot);
    case 'node':
    case 'client':
    case 'time':
      return null;
  }
}

type DotOf = Extract<Target, { readonly type: 'version' }>['dot'];

function isDot(a: DotOf, b: DotOf): boolean {
  return a.actor === b.actor && a.counter === b.counter;
}

/** From when to when what is selected happened; null: that is not asked of it. */
export function stretchOf(
  trace: TraceLike,
  selection: Target | null,
): { readonly fromUs: Micros; readonly toUs: Micros } | null {
  const ends = coneOf(trace, selection)?.subjectEnds ?? null;
  const [from, to] = ends === null ? [] : ends.map((id) => trace.event(id)?.at);
  return from === undefined || to === undefined ? null : { fromUs: from, toUs: to };
}

/** What is selected, in words: `get cart (r3)`. */
export function subjectWords(trace: TraceLike, target: Target): string {
  switch (target.type) {
    case 'request': {
      const span = chronicleOf(trace).request(target.request);
      return span === undefined ? target.request : `${span.op} ${span.key} (${target.request})`;
    }
    case 'message':
      return target.message;
    case 'key':
      return target.key;
    case 'version':
      return `${target.dot.actor}${target.dot.counter} of ${target.key} at ${target.node}`;
    case 'hint':
      return `the hint of ${target.key} for ${target.for} at ${target.holder}`;
    case 'event':
      return 'this event';
    case 'node':
      return target.node;
    case 'client':
      return target.client;
    case 'time':
      return 'this moment';
  }
}
