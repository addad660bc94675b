import { undoDelete } from '../../lab/branches.ts';
import { compare, leaveComparison } from '../../lab/comparing.ts';
import type { Lab } from '../../lab/lab.ts';
import { endLoopHere, startLoopHere, toggleLoop } from '../../lab/loop.ts';
import { toggleWalk } from '../../lab/walking.ts';
import { getNow, killOrRestart, offerMark, offerPut } from '../log/acts.ts';
import { showSelected } from '../stage/show-selected.ts';
import { stepForward } from '../transport/steps.ts';

/** One row of the sheet: keys that do the same, and what they do. */
export interface KeyRow {
  readonly keys: readonly string[];
  readonly meaning: string;
}

export const keySheet: readonly KeyRow[] = [
  { keys: ['Space'], meaning: 'play or pause' },
  { keys: ['→', 'PageDown', '.'], meaning: 'step forward; a presenter’s remote does that too' },
  { keys: ['←', 'PageUp'], meaning: 'step back' },
  { keys: ['Home', 'End'], meaning: 'to the start, to the end' },
  { keys: ['1', '…', '9'], meaning: 'look at a node' },
  { keys: ['K'], meaning: 'kill the node that is looked at, or restart it' },
  { keys: ['P'], meaning: 'put' },
  { keys: ['G'], meaning: 'get' },
  { keys: ['F'], meaning: 'fork: start a branch here' },
  { keys: ['C'], meaning: 'compare two branches side by side, or leave the comparison' },
  { keys: ['W'], meaning: 'what if one thing had been otherwise?' },
  { keys: ['Ctrl+Z'], meaning: 'bring back the branch that was deleted last' },
  { keys: ['M'], meaning: 'mark this moment' },
  { keys: ['[', ']'], meaning: 'a loop begins here, ends here' },
  { keys: ['L'], meaning: 'play the loop over and over, or the request that is looked at' },
  { keys: ['N'], meaning: 'walk the preference list, node after node' },
  { keys: ['V', 'Shift+V'], meaning: 'the next picture, the one before' },
  { keys: ['+', '-'], meaning: 'look at less or more time below' },
  { keys: ['0', 'Z'], meaning: 'all of the run; only what is looked at' },
  { keys: ['/'], meaning: 'to the command line' },
  { keys: ['Ctrl+K', '⌘K'], meaning: 'find anything, and do it' },
  {
    keys: ['Shift+F10'],
    meaning: 'what can be done with what has the focus; also a right click, or a long press',
  },
  { keys: ['?'], meaning: 'this sheet' },
  { keys: ['Esc'], meaning: 'out of what is open, or of a comparison; then look at nothing' },
];

/** What each key does, by the names of tinykeys. */
export function keyActions(lab: Lab, openSheet: () => void): Record<string, () => void> {
  const { playback, travel, door, selecting } = lab;
  const forward = (): void => void stepForward(lab);
  const back = (): void => travel.stepBack();
  const isComparing = (): boolean => lab.comparing.getState().pair !== null;
  const toPrompt = (): void => lab.prompt.offer(lab.prompt.store.getState().text, '');
  return {
    Space: () => (playback.state.isPlaying ? playback.pause() : playback.play()),
    ArrowRight: forward,
    PageDown: forward,
    '.': forward,
    ArrowLeft: back,
    PageUp: back,
    Home: () => travel.toStart(),
    End: () => void travel.toEnd(),
    k: () => killOrRestart(lab),
    p: () => offerPut(lab),
    g: () => getNow(lab),
    f: () => void door.fork(),
    c: () => (isComparing() ? leaveComparison(lab) : void compare(lab)),
    w: () => lab.comparing.setState({ isAsking: true }),
    '$mod+z': () => void undoDelete(lab),
    m: () => offerMark(lab),
    '[': () => startLoopHere(lab),
    ']': () => endLoopHere(lab),
    l: () => toggleLoop(lab),
    n: () => toggleWalk(lab.walking),
    v: () => lab.staging.turn(1),
    'Shift+v': () => lab.staging.turn(-1),
    '+': () => lab.diagram.zoom('in'),
    'Shift++': () => lab.diagram.zoom('in'),
    '=': () => lab.diagram.zoom('in'),
    '-': () => lab.diagram.zoom('out'),
    '0': () => lab.diagram.showAll(),
    z: () => showSelected(lab),
    '/': toPrompt,
    'Shift+/': toPrompt,
    '?': openSheet,
    'Shift+?': openSheet,
    Escape: () => (isComparing() ? leaveComparison(lab) : selecting.clear()),
    ...nodeActions(lab),
  };
}

function nodeActions(lab: Lab): Record<string, () => void> {
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  return Object.fromEntries(
    digits.map((digit) => [
      String(digit),
      () => {
        const node = [...lab.timeline.state.view.nodes.keys()][digit - 1];
        if (node !== undefined) lab.selecting.select({ type: 'node', node });
      },
    ]),
  );
}
