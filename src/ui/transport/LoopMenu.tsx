import { showTime } from '../../base/time.ts';
import {
  clearLoop,
  endLoopHere,
  loopOver,
  showStretch,
  startLoopHere,
  stretchesNear,
  toggleLoop,
  whyNotLoop,
} from '../../lab/loop.ts';
import type { Lab } from '../../lab/lab.ts';
import { useLab, usePlayback } from '../lab-context.tsx';
import type { MenuItem } from '../widgets/menu-item.ts';
import { MenuItems } from '../widgets/MenuItems.tsx';

/** The stretch that is set, or as much of it as is. */
export function LoopWords() {
  const { fromUs, toUs } = usePlayback((state) => state.loop);
  if (fromUs !== null && toUs !== null) return showStretch({ fromUs, toUs });
  return fromUs === null ? null : `${showTime(fromUs)} – …`;
}

/** What can be played over and over, and where it begins and ends. */
export function LoopMenu({ close }: { close: () => void }) {
  const lab = useLab();
  return <MenuItems items={[...ends(lab), ...offered(lab)]} close={close} />;
}

function ends(lab: Lab): readonly MenuItem[] {
  const { fromUs, toUs, isOn } = lab.playback.state.loop;
  const isSet = fromUs !== null && toUs !== null;
  const here = showTime(lab.timeline.state.branch.cursor.at);
  const clear: MenuItem = {
    id: 'clear',
    name: 'Clear the loop',
    onChoose: () => clearLoop(lab),
  };
  const toggle: MenuItem = {
    id: 'toggle',
    name: isOn ? 'Stop looping' : 'Play it over and over',
    note: 'key L',
    onChoose: () => toggleLoop(lab),
  };
  return [
    { id: 'from', name: `Begin at ${here}`, note: 'key [', onChoose: () => startLoopHere(lab) },
    { id: 'to', name: `End at ${here}`, note: 'key ]', onChoose: () => endLoopHere(lab) },
    ...(isSet ? [toggle] : []),
    ...(fromUs === null ? [] : [clear]),
  ];
}

function offered(lab: Lab): readonly MenuItem[] {
  return stretchesNear(lab).map((stretch, index) => {
    const isKnown = whyNotLoop(lab, stretch) === null;
    return {
      id: `stretch ${index}`,
      name: `Loop the ${stretch.name}`.replace('the from', 'from'),
      note: `${showStretch(stretch)}${isKnown ? '' : ', not known yet'}`,
      onChoose: () => loopOver(lab, stretch),
    };
  });
}
