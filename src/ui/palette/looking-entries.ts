import { leaveComparison, compare } from '../../lab/comparing.ts';
import { deleteBranch, summaryOf, undoDelete, whyNotDelete } from '../../lab/branches.ts';
import type { Lab } from '../../lab/lab.ts';
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
import { showSpeed, speeds, speedStop } from '../../lab/pace.ts';
import { closest, closestSaid } from '../../lab/staging.ts';
import { isFiltering, noFilter } from '../../trace/filter.ts';
import { pictureNames } from '../../trace/pictures.ts';
import type { StepUnit } from '../../trace/trace.ts';
import { subjectsOf } from '../log/subjects.ts';
import { nothingToShow, showSelected } from '../stage/show-selected.ts';
import type { Entry } from './entry.ts';

const itIsSo = 'It is so now.';

/** Which picture is on the stage, and how close it is looked at. */
export function pictureEntries({ staging }: Lab): readonly Entry[] {
  const { picture: shown, zoom } = staging.store.getState();
  const onlyRing = shown === 'ring' ? null : 'Only the ring is looked at closely: show it first.';
  const say = (name: string, act: () => void, reason: string | null): Entry => {
    return { id: name, group: 'Pictures', name, reason: onlyRing ?? reason, isHidden: true, act };
  };
  const whole = zoom === 1 ? 'All of it is seen.' : null;
  return [
    ...pictureNames.map((name): Entry => {
      return {
        id: name,
        group: 'Pictures',
        name: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
        detail: `show ${name}`,
        keys: 'V',
        reason: name === shown ? 'It is on the stage now.' : null,
        act: () => staging.choose(name),
      };
    }),
    say('Look closer', () => staging.step(1), zoom === closest ? closestSaid : null),
    say('Look from further away', () => staging.step(-1), whole),
    say('Fit the picture', () => staging.zoomTo(1), whole),
  ];
}

/** How time passes: by what steps, how fast, and over which stretch. */
export function timeEntries(lab: Lab): readonly Entry[] {
  return [...stepEntries(lab), ...speedEntries(lab), ...loopEntries(lab)];
}

const units: readonly StepUnit[] = ['event', 'message', 'request', 'mark'];

function stepEntries({ playback }: Lab): readonly Entry[] {
  return units.map((unit) => ({
    id: `step by ${unit}`,
    group: 'Time',
    name: `Step by ${unit}`,
    reason: playback.state.unit === unit ? itIsSo : null,
    isHidden: true,
    act: () => playback.setUnit(unit),
  }));
}

function speedEntries({ playback }: Lab): readonly Entry[] {
  const stop = speedStop(playback.state.speed);
  return speeds.map((speed, index) => ({
    id: `speed ${index}`,
    group: 'Time',
    name: `Speed ${showSpeed(speed)} of real time`,
    detail: index < stop ? 'slower' : 'faster',
    reason: index === stop ? itIsSo : null,
    isHidden: true,
    act: () => playback.setSpeed(speed),
  }));
}

function loopEntries(lab: Lab): readonly Entry[] {
  const { fromUs, isOn } = lab.playback.state.loop;
  return [
    {
      id: '[',
      group: 'Time',
      name: 'A loop begins here',
      keys: '[',
      act: () => startLoopHere(lab),
    },
    { id: ']', group: 'Time', name: 'A loop ends here', keys: ']', act: () => endLoopHere(lab) },
    {
      id: 'loop',
      group: 'Time',
      name: isOn ? 'Stop looping' : 'Play the loop over and over',
      keys: 'L',
      act: () => toggleLoop(lab),
    },
    {
      id: 'no loop',
      group: 'Time',
      name: 'Clear the loop',
      reason: fromUs === null ? 'No loop is set.' : null,
      act: () => clearLoop(lab),
    },
    ...stretchesNear(lab).map((stretch): Entry => {
      const { name } = stretch;
      return {
        id: `loop ${name}`,
        group: 'Time',
        name: `Loop the ${name}`.replace('the from', 'from'),
        detail: showStretch(stretch),
        reason: whyNotLoop(lab, stretch),
        isHidden: true,
        act: () => loopOver(lab, stretch),
      };
    }),
  ];
}

/** The diagram below: which stretch of it, and what is left out. */
export function diagramEntries(lab: Lab): readonly Entry[] {
  const { diagram, selecting, timeline } = lab;
  const { filter, isTracing } = diagram.state;
  const selection = selecting.store.getState();
  const { key } = subjectsOf(timeline.state.view, selection);
  const { request } = selection;
  const say = (name: string, act: () => void, more: Partial<Entry> = {}): Entry => {
    return { id: name, group: 'Diagram', name, isHidden: true, act, ...more };
  };
  return [
    say('Zoom in: less time', () => diagram.zoom('in'), { keys: '+' }),
    say('Zoom out: more time', () => diagram.zoom('out'), { keys: '-' }),
    say('Show all of the run', () => diagram.showAll(), { keys: '0' }),
    say('Show what is selected', () => showSelected(lab), {
      keys: 'Z',
      reason: selection.selected === null ? nothingToShow : null,
    }),
    say('Back to the moment shown', () => diagram.showCursor()),
    say(
      isTracing
        ? 'Hide past and future of what is selected'
        : 'Past and future of what is selected',
      () => diagram.setTracing(!isTracing),
    ),
    say(`Filter: only what has to do with ${key}`, () => diagram.setFilter({ ...filter, key })),
    ...(request === null
      ? []
      : [say(`Filter: only request ${request}`, () => diagram.setFilter({ ...filter, request }))]),
    say('Clear the filter', () => diagram.setFilter(noFilter), {
      reason: isFiltering(filter) ? null : 'Nothing is filtered.',
    }),
  ];
}

/** The branches there are, side by side too. */
export function branchEntries(lab: Lab): readonly Entry[] {
  const { comparing, playback, timeline } = lab;
  const { branches, branch: shown, deleted } = timeline.state;
  const say = (name: string, act: () => void, more: Partial<Entry> = {}): Entry => {
    return { id: name, group: 'Branches', name, act, ...more };
  };
  const show = (id: number): void => {
    playback.pause();
    timeline.switchTo(id);
  };
  const others = branches.filter(({ id }) => id !== shown.id);
  return [
    comparing.getState().pair === null
      ? say('Compare two branches', () => void compare(lab), { keys: 'C' })
      : say('Leave the comparison', () => leaveComparison(lab), { keys: 'C' }),
    say('What if one thing were otherwise?', () => comparing.setState({ isAsking: true }), {
      keys: 'W',
    }),
    ...others.map((branch) =>
      say(`Branch ${branch.name}`, () => show(branch.id), { detail: summaryOf(branch).origin }),
    ),
    ...others.map(({ id, name }) =>
      say(`Compare with ${name}`, () => void compare(lab, id), { isHidden: true }),
    ),
    ...branches.map(({ name }): Entry => {
      const words = `Rename the branch ${name} …`;
      return { id: words, group: 'Branches', name: words, isHidden: true, fill: renaming(name) };
    }),
    ...branches.map(({ id, name }) =>
      say(`Delete the branch ${name}`, () => void deleteBranch(lab, id), {
        reason: whyNotDelete(branches),
        isHidden: true,
      }),
    ),
    ...(deleted.length > 0
      ? [say('Bring back the branch deleted last', () => void undoDelete(lab), { keys: 'Ctrl+Z' })]
      : []),
  ];
}

/** What is typed to give a branch another name, which follows. */
export function renaming(name: string): string {
  return `rename ${name} to `;
}
