import type { Demo } from '../ui/shell/demo.ts';
import buffered from './demos/buffered.lab?raw';
import clientRouting from './demos/client-routing.lab?raw';
import coordinatorDies from './demos/coordinator-dies.lab?raw';
import dataCentres from './demos/data-centres.lab?raw';
import deleted from './demos/deleted.lab?raw';
import figure3 from './demos/figure-3.lab?raw';
import givesWay from './demos/gives-way.lab?raw';
import handoffStorm from './demos/handoff-storm.lab?raw';
import hintedHandoff from './demos/hinted-handoff.lab?raw';
import homeNodes from './demos/home-nodes.lab?raw';
import hotKey from './demos/hot-key.lab?raw';
import join from './demos/join.lab?raw';
import logicalPartition from './demos/logical-partition.lab?raw';
import lostUpdate from './demos/lost-update.lab?raw';
import merkleTrees from './demos/merkle-trees.lab?raw';
import partition from './demos/partition.lab?raw';
import pausedNode from './demos/paused-node.lab?raw';
import readRepair from './demos/read-repair.lab?raw';
import readYourWrites from './demos/read-your-writes.lab?raw';
import remove from './demos/remove.lab?raw';
import shoppingCart from './demos/shopping-cart.lab?raw';
import siblingExplosion from './demos/sibling-explosion.lab?raw';
import skew from './demos/skew.lab?raw';
import staleRead from './demos/stale-read.lab?raw';
import strategy3 from './demos/strategy-3.lab?raw';
import strictQuorum from './demos/strict-quorum.lab?raw';
import truncation from './demos/truncation.lab?raw';
import whoIsDown from './demos/who-is-down.lab?raw';
import wipedDisk from './demos/wiped-disk.lab?raw';
import wipedNode from './demos/wiped-node.lab?raw';

/** Runs that are ready to be opened, each with what there is to see in it; as the paper goes. */
export const demos: readonly Demo[] = [
  ...group('The ring (§4.2, §4.3, §6.2)', [
    [homeNodes, 'A key’s position, its home nodes, and who coordinates'],
    [strategy3, 'Strategy 3: a newcomer takes whole partitions'],
    [hotKey, 'Virtual nodes spread keys, not requests for one key'],
  ]),
  ...group('Versions (§4.4)', [
    [figure3, 'Vector clocks: two branches, and their reconciliation'],
    [partition, 'Both sides write; a get returns both'],
    [shoppingCart, 'Merging carts by union: nothing added is lost'],
    [siblingExplosion, 'Puts without a context replace nothing'],
    [truncation, 'A truncated clock makes false concurrency'],
    [lostUpdate, 'Two puts, one context, one coordinator'],
    [skew, 'Last write wins, with a clock that is ahead'],
  ]),
  ...group('Quorums (§4.5)', [
    [staleRead, 'What a get asks and a put reached need not meet'],
    [readYourWrites, 'A sloppy quorum breaks read-your-writes'],
    [coordinatorDies, 'After a timeout either may be true'],
    [clientRouting, 'Client-driven coordination (§6.4): one hop less'],
    [buffered, 'Buffered writes (§5), and a power cut'],
  ]),
  ...group('Failures (§4.6)', [
    [hintedHandoff, 'Hinted handoff, from the write to the way home'],
    [strictQuorum, 'W cannot be met; a failed put is not taken back'],
    [pausedNode, 'Messages wait; meanwhile a node stands in'],
    [whoIsDown, 'Failure detection is local (§4.8.3)'],
    [handoffStorm, 'Many hints go home, a few at a time'],
    [dataCentres, 'Every data centre has a copy'],
  ]),
  ...group('Replicas in step (§4.7, §5)', [
    [readRepair, 'Read repair: a get finds who is behind'],
    [merkleTrees, 'Merkle trees: the few keys of many that differ'],
    [wipedDisk, 'Anti-entropy, with no read at all'],
    [deleted, 'Tombstones, and when they may go'],
    [wipedNode, 'Counters never go back: C, then C~2'],
  ]),
  ...group('Membership (§4.8, §4.9)', [
    [join, 'Ranges are offered, handed over, then dropped'],
    [givesWay, 'Background work (§6.5) gives way to requests'],
    [remove, 'Only an administrator changes membership'],
    [logicalPartition, 'Gossip and seeds keep one ring one'],
  ]),
];

function group(name: string, scripts: readonly (readonly [string, string])[]): Demo[] {
  return scripts.map(([script, note]) => {
    const title = /^title (.+)$/m.exec(script)?.[1] ?? 'Untitled';
    return { title, group: name, note, script };
  });
}
