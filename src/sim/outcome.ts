import { isBroken, type Verdicts } from '../trace/checks/run-checks.ts';
import type { EventOf, TraceEvent } from '../trace/event.ts';
import { Projector } from '../trace/project.ts';
import { Trace } from '../trace/trace.ts';
import { runToEnd } from './in-process.ts';
import { resultOf, type Result } from './result.ts';
import type { Run } from './script/command.ts';

/** What a run came to once it was played to its end. */
export interface Outcome {
  readonly trace: Trace;
  readonly result: Result;
  /** Where the lab itself failed, in words: broken invariants, and nodes that crashed of one. */
  readonly failures: readonly string[];
}

export function outcomeOf(run: Run): Outcome {
  const { events, nowUs } = runToEnd(run);
  const trace = Trace.of(events);
  const result = resultOf(trace, new Projector(trace).at(trace.cursorAt(nowUs)));
  return { trace, result, failures: [...brokenChecks(result.checks), ...crashes(events)] };
}

/** What was broken in a run. */
export function brokenChecks(checks: Verdicts): string[] {
  if (!isBroken(checks)) return [];
  return Object.entries(checks)
    .filter(([, verdict]) => verdict.startsWith('broken'))
    .map(([name, verdict]) => `${name} ${verdict}`);
}

/** The nodes that failed of a fault of the lab. */
export function crashes(events: readonly TraceEvent[]): string[] {
  return events
    .filter((event): event is EventOf<'node-crashed'> => event.type === 'node-crashed')
    .map(({ id, target, error }) => `${target} failed: ${error} (event ${id})`);
}

/** The same run with other random numbers. */
export function withSeed(run: Run, seed: number): Run {
  return { ...run, world: { ...run.world, seed } };
}
