import { showTime, type Micros } from '../../base/time.ts';
import type { NodeId } from '../../dynamo/names.ts';
import type { Lab } from '../../lab/lab.ts';
import { freeNode } from '../log/acts.ts';
import type { MenuItem } from '../widgets/menu-item.ts';
import { commandItem, offerItem } from './command-item.ts';
import { linksMenu } from './link-menu.ts';

/** What can happen to one node; each item is a line of script. */
export function nodeMenu(lab: Lab, node: NodeId): readonly MenuItem[] {
  const another = freeNode(lab.timeline.state.view);
  return [
    commandItem(lab, 'Kill', { type: 'kill', node }),
    commandItem(lab, 'Restart', { type: 'restart', node }),
    commandItem(lab, 'Pause', { type: 'pause', node, forUs: null }),
    commandItem(lab, 'Pause for a second', { type: 'pause', node, forUs: 1_000_000 }),
    commandItem(lab, 'Resume', { type: 'resume', node }),
    commandItem(lab, 'Cut off from all others', { type: 'partition', groups: [[node]] }),
    { id: 'links', name: 'Link to…', items: () => linksMenu(lab, node) },
    { id: 'clock', name: 'Wall clock…', items: () => clockMenu(lab, node) },
    commandItem(lab, 'Hand its hints over now', { type: 'handoff', node }),
    commandItem(lab, 'Wipe its disk', { type: 'wipe', node }),
    commandItem(lab, 'Remove it from the ring', { type: 'remove', node, via: null }),
    commandItem(lab, 'Add it to the ring again', { type: 'join', node, via: null }),
    offerItem(lab, 'Add another node…', `join ${another}`, another),
  ];
}

const skewsUs: readonly Micros[] = [1_000_000, -1_000_000, 60_000_000];

/** Wall clocks are for timestamps only. (protocol.md 37) */
function clockMenu(lab: Lab, node: NodeId): readonly MenuItem[] {
  return [
    ...skewsUs.map((byUs) => {
      const name = `${showTime(Math.abs(byUs))} ${byUs > 0 ? 'ahead' : 'behind'}`;
      return commandItem(lab, name, { type: 'skew', node, byUs });
    }),
    commandItem(lab, 'Right again', { type: 'skew', node, byUs: 0 }),
    offerItem(lab, 'By another time…', `skew ${node} 500ms`, '500ms'),
  ];
}
