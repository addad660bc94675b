import { runChecks, type Verdicts } from '../../trace/checks/run-checks.ts';
import { Projector } from '../../trace/project.ts';
import { Trace } from '../../trace/trace.ts';
import { brokenChecks, crashes } from '../outcome.ts';
import { runToEnd } from '../in-process.ts';
import type { Run, TimedCommand } from '../script/command.ts';
import { parseScript } from '../script/parse.ts';
import { printCommand } from '../script/print-command.ts';
import { printRun } from '../script/print.ts';
import { healedAtUs } from './random-script.ts';
import { shrunk } from './shrink.ts';

/** A random run was played: what is wrong with it, and how much happened in it. */
export interface Played {
  readonly failures: readonly string[];
  readonly events: number;
}

/**
 * Plays a run that ends whole and at rest: no invariant may be broken, no node may have failed, and
 * what Dynamo promises in the end must have come about.
 */
export function playToRest(run: Run): Played {
  try {
    const { events, nowUs } = runToEnd(run);
    const trace = Trace.of(events);
    const checks = runChecks(trace, new Projector(trace).at(trace.cursorAt(nowUs)));
    const failures = [...brokenChecks(checks), ...crashes(events), ...notConverged(checks)];
    return { failures, events: events.length };
  } catch (error) {
    return { failures: [String(error)], events: 0 };
  }
}

/** What should have come about by now, and has not. */
function notConverged(checks: Verdicts): string[] {
  return Object.entries(checks)
    .filter(([, verdict]) => verdict.startsWith('not yet'))
    .map(([name, verdict]) => `${name} ${verdict}`);
}

/** The same trouble from as few commands as show it, healed as before: a script that runs. */
export function smallestScript(run: Run, failures: readonly string[]): string {
  const kinds = new Set(failures.map(kindOf));
  const isSameTrouble = (smaller: Run): boolean =>
    parseScript(printRun(smaller)).ok &&
    playToRest(smaller).failures.some((failure) => kinds.has(kindOf(failure)));
  const small = shrunk(run, isSameTrouble, ({ at }) => at < healedAtUs(run));
  const short = withoutRefused(small);
  return printRun(isSameTrouble(short) ? short : small);
}

/** Without what was refused: there was nothing to restart, or to heal. */
function withoutRefused(run: Run): Run {
  const refused = new Set<string>();
  for (const event of runToEnd(run).events) {
    if (event.type === 'command-refused') refused.add(`${event.at} ${event.line}`);
  }
  const isCarriedOut = ({ at, command }: TimedCommand): boolean =>
    !refused.has(`${at} ${printCommand(command)}`);
  return { ...run, commands: run.commands.filter(isCarriedOut) };
}

/** `replicasConverged not yet`; of a failure without a name, its first words. */
function kindOf(failure: string): string {
  return failure.split(/[:(]/)[0]?.replaceAll(/\b[A-Z]\b/g, '·') ?? failure;
}
