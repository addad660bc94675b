import type { Demo } from '../ui/shell/demo.ts';
import buffered from './demos/buffered.lab?raw';
import dataCentres from './demos/data-centres.lab?raw';
import hintedHandoff from './demos/hinted-handoff.lab?raw';
import join from './demos/join.lab?raw';
import logicalPartition from './demos/logical-partition.lab?raw';
import lostUpdate from './demos/lost-update.lab?raw';
import merkleTrees from './demos/merkle-trees.lab?raw';
import partition from './demos/partition.lab?raw';
import pausedNode from './demos/paused-node.lab?raw';
import readRepair from './demos/read-repair.lab?raw';
import remove from './demos/remove.lab?raw';
import shoppingCart from './demos/shopping-cart.lab?raw';
import skew from './demos/skew.lab?raw';
import staleRead from './demos/stale-read.lab?raw';
import strictQuorum from './demos/strict-quorum.lab?raw';
import truncation from './demos/truncation.lab?raw';
import wipedDisk from './demos/wiped-disk.lab?raw';

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
  demo(shoppingCart, 'The cart merges by union (§4.4): nothing added is lost, a removal may be.'),
  demo(truncation, 'Clock truncation (§4.4): false concurrency after the oldest pair is dropped.'),
  demo(skew, 'Timestamps instead of clocks: a wrong wall clock loses an update.'),
  demo(wipedDisk, 'Anti-entropy (§4.7): Merkle trees find what differs, with no read at all.'),
  demo(
    merkleTrees,
    'Merkle trees (§4.7): how two replicas find the few keys that differ among many.',
  ),
  demo(join, 'Adding a node (§4.9): ranges are offered, confirmed, handed over, then dropped.'),
  demo(remove, 'An outage changes no membership; an administrator does (§4.8.1).'),
  demo(logicalPartition, 'Gossip and seeds (§4.8.2): what keeps the ring from falling apart.'),
  demo(dataCentres, 'Every data centre has a copy, so one can go down as a whole (§4.6).'),
];

function demo(script: string, note: string): Demo {
  const title = /^title (.+)$/m.exec(script)?.[1] ?? 'Untitled';
  return { title, note, script };
}
