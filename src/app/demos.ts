import { assert } from '../base/assert.ts';
import type { Run } from '../sim/script/command.ts';
import { parseScript } from '../lab/reader.ts';
import type { Demo } from '../ui/shell/demo.ts';
import buffered from './demos/buffered.lab?raw';
import firstVisit from './demos/first-visit.lab?raw';
import hintedHandoff from './demos/hinted-handoff.lab?raw';
import lostUpdate from './demos/lost-update.lab?raw';
import partition from './demos/partition.lab?raw';
import pausedNode from './demos/paused-node.lab?raw';
import readRepair from './demos/read-repair.lab?raw';
import staleRead from './demos/stale-read.lab?raw';
import strictQuorum from './demos/strict-quorum.lab?raw';

/** Runs that are ready to be opened, each with what there is to see in it. */
export const demos: readonly Demo[] = [
  demo(
    hintedHandoff,
    'Hinted handoff: a stand-in keeps a write for a dead node, and brings it home.',
  ),
  demo(
    partition,
    'Concurrent versions: both sides write, a get returns both, a put reconciles them.',
  ),
  demo(readRepair, 'Read repair: the coordinator of a get sends a replica what it missed.'),
  demo(strictQuorum, 'W cannot be met, and a failed put is not taken back.'),
  demo(pausedNode, 'Messages wait at a node that stands still; somebody stands in meanwhile.'),
  demo(staleRead, 'What a get asks and what a put reached need not meet.'),
  demo(lostUpdate, 'Two writes from one context through one node: vector clocks to the letter.'),
  demo(buffered, 'Writes that are acknowledged from memory, and a power cut.'),
];

/** What a first visit finds going on. */
export function firstRun(): Run {
  const result = parseScript(firstVisit);
  assert(result.ok, 'the first run can be read');
  return result.run;
}

function demo(script: string, note: string): Demo {
  const title = /^title (.+)$/m.exec(script)?.[1] ?? 'Untitled';
  return { title, note, script };
}
