import type { Micros } from '../../base/time.ts';
import type { Key, NodeId, RequestId } from '../../dynamo/names.ts';
import type { EventOf, EventType } from '../../trace/event.ts';
import { Projector } from '../../trace/project.ts';
import { Trace } from '../../trace/trace.ts';
import type { RequestView, View } from '../../trace/view.ts';
import { runToEnd } from '../in-process.ts';
import { parseScript } from '../script/parse.ts';

/** A run that was played to its end, for tests to ask about. */
export class Played {
  readonly script: string;
  readonly trace = new Trace();
  readonly nowUs: Micros;
  private readonly projector = new Projector(this.trace);

  constructor(script: string) {
    const parsed = parseScript(script);
    if (!parsed.ok) throw new Error(`${JSON.stringify(parsed.errors)} in\n${script}`);
    const { events, nowUs } = runToEnd(parsed.run);
    this.script = script;
    this.nowUs = nowUs;
    this.trace.append(events);
  }

  /** What there was to see at a time; at the end by default. */
  view(at: Micros = this.nowUs): View {
    return this.projector.at(this.trace.cursorAt(at));
  }

  /** All events of one type, in order. */
  all<Type extends EventType>(type: Type): EventOf<Type>[] {
    return this.trace.events.filter((event): event is EventOf<Type> => event.type === type);
  }

  request(id: RequestId): RequestView {
    const request = this.view().requests.get(id);
    if (!request) throw new Error(`no request ${id} in\n${this.script}`);
    return request;
  }

  /** Outcome of a request: `ok`, or why it failed. */
  outcome(id: RequestId): string | null {
    const { outcome, reason } = this.request(id);
    return reason ?? outcome;
  }

  /** The values a get returned, sorted. */
  got(id: RequestId): string[] {
    return this.request(id)
      .versions.map(({ value }) => value ?? '†')
      .toSorted();
  }

  /** The values that a node keeps of a key as a replica, sorted; † is a tombstone. */
  kept(node: NodeId, key: Key, at?: Micros): string[] {
    const held = this.view(at).keys.get(key)?.replicas.get(node) ?? [];
    return held.map(({ version }) => version.value ?? '†').toSorted();
  }

  /** The hints there are for a key, as `holder for intended: value`, sorted. */
  hints(key: Key, at?: Micros): string[] {
    const hints = this.view(at).keys.get(key)?.hints ?? [];
    return hints
      .map(({ holder, for: home, version }) => `${holder} for ${home}: ${version.value ?? '†'}`)
      .toSorted();
  }

  /** The paper's notation of what a node keeps: `A2 B1`, sorted. */
  clocks(node: NodeId, key: Key): string[] {
    const held = this.view().keys.get(key)?.replicas.get(node) ?? [];
    return held
      .map(({ version }) => version.clock.map((e) => `${e.actor}${e.counter}`).join(' '))
      .toSorted();
  }
}

export function play(script: string): Played {
  return new Played(script);
}
