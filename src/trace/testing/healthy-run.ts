import type { Settings } from '../../dynamo/settings.ts';
import { runChecks } from '../checks/run-checks.ts';
import type { Verdicts } from '../checks/run-checks.ts';
import { project } from '../project.ts';
import { Recorder, versionOf } from './record.ts';

export const milk = versionOf('milk', { A: 1 });
export const eggs = versionOf('eggs', { A: 2 });

/** alice puts milk through A; B and C keep copies. */
export function healthy(settings: Partial<Settings> = {}): Recorder {
  const run = new Recorder(['A', 'B', 'C', 'D'], settings);
  run.issue('alice', 'r1', 'put', 'cart', 'milk');
  run.resolve('A', 'r1', 'cart', ['A', 'B', 'C', 'D'], 3);
  run.store('A', 'cart', milk, 'r1');
  run.acknowledge('A', 'r1', 'A', 1);
  run.store('B', 'cart', milk);
  run.acknowledge('A', 'r1', 'B', 2);
  run.complete('A', 'r1', 'put', 'cart');
  run.store('C', 'cart', milk);
  run.answer('alice', 'r1', [milk]);
  return run;
}

export function verdictsOf(run: Recorder): Verdicts {
  return runChecks(run.trace, project(run.trace, run.trace.end()));
}
