import { showTime } from '../../base/time.ts';
import { undoDelete } from '../../lab/branches.ts';
import type { Lab } from '../../lab/lab.ts';
import { compare } from '../../lab/comparing.ts';
import { endLoopHere, startLoopHere, toggleLoop } from '../../lab/loop.ts';
import { themeChoices } from '../../lab/preferences.ts';
import { toggleWalk } from '../../lab/walking.ts';
import { whyNotAct } from '../../lab/branch.ts';
import { printCommand } from '../../sim/script/print-command.ts';
import { commandHelp } from '../../sim/script/line-help.ts';
import { settingsTable } from '../../sim/script/settings-table.ts';
import { pictureNames } from '../../trace/pictures.ts';
import type { View } from '../../trace/view.ts';
import { chooseFile, saveScript, saveTrace } from '../files/file-acts.ts';
import {
  deleteNow,
  explain,
  getNow,
  heal,
  issue,
  lifeCommand,
  offerCart,
  offerMark,
  offerPut,
  pauseCommand,
} from '../log/acts.ts';
import { subjectsOf } from '../log/subjects.ts';
import { nodeMenu } from '../menus/node-menu.ts';
import { situationItems } from '../menus/situation-items.ts';
import type { Demo } from '../shell/demo.ts';
import type { DialogName } from '../shell/dialog-name.ts';
import { stepForward } from '../transport/steps.ts';
import type { MenuItem } from '../widgets/menu-item.ts';
import type { Entry, Group } from './entry.ts';

/** What the palette needs beside the lab. */
export interface Surroundings {
  readonly demos: readonly Demo[];
  readonly open: (dialog: DialogName) => void;
}

/** Everything that can be found and done at this moment. */
export function allEntries(lab: Lab, { demos, open }: Surroundings): readonly Entry[] {
  return [
    ...acts(lab),
    ...situationItems(lab).map((item) => fromItem('Situations', item)),
    ...pictures(lab),
    ...moments(lab),
    ...things(lab),
    ...commands(),
    ...settings(lab),
    ...demos.map((demo) => fromDemo(lab, demo)),
    ...files(lab, open),
    ...page(lab, open),
    ...nodes(lab),
  ];
}

function acts(lab: Lab): readonly Entry[] {
  const { view, branch } = lab.timeline.state;
  const selection = lab.selecting.store.getState();
  const { selected } = selection;
  const { key, node } = subjectsOf(view, selection);
  const closed = whyNotAct(branch);
  const say = (
    name: string,
    keys: string,
    act: () => void,
    reason: string | null = null,
  ): Entry => {
    const shown = keys === '' ? {} : { keys };
    return { id: name, group: 'Do', name, ...shown, reason, act };
  };
  const own =
    node === null
      ? []
      : [lifeCommand(view, node), pauseCommand(view, node)].map((command, index) =>
          say(
            printCommand(command),
            index === 0 ? 'K' : '',
            () => issue(lab, command),
            closed ?? explain(view, command).reason,
          ),
        );
  const { isPlaying } = lab.playback.state;
  const { playback, travel } = lab;
  return [
    say(`put ${key} …`, 'P', () => offerPut(lab), closed),
    say(`get ${key}`, 'G', () => getNow(lab), closed),
    say(`delete ${key}`, '', () => deleteNow(lab), closed),
    say(`cart add ${key} …`, '', () => offerCart(lab), closed),
    ...own,
    say('heal', '', () => issue(lab, heal), closed ?? explain(view, heal).reason),
    say(
      'Why? of what is looked at',
      '',
      () => lab.selecting.openTab('why'),
      selected === null ? 'Nothing is looked at: click something first.' : null,
    ),
    say(isPlaying ? 'Pause' : 'Play', 'Space', () => playback.toggle()),
    say('Step forward', '→', () => void stepForward(lab)),
    say('Step back', '←', () => travel.stepBack()),
    say('Fork: start a branch here', 'F', () => void lab.door.fork(), closed),
    say('Mark this moment', 'M', () => offerMark(lab), closed),
    say('Walk the preference list step by step', 'N', () => walk(lab), whyNotWalk(view)),
    say('Compare two branches', 'C', () => void compare(lab)),
    say('What if one thing were otherwise?', 'W', () => lab.comparing.setState({ isAsking: true })),
    say('A loop begins here', '[', () => startLoopHere(lab)),
    say('A loop ends here', ']', () => endLoopHere(lab)),
    say('Play the loop over and over', 'L', () => toggleLoop(lab)),
  ];
}

function walk({ staging, walking }: Lab): void {
  staging.choose('ring');
  toggleWalk(walking);
}

function whyNotWalk({ keys }: View): string | null {
  return keys.size > 0 ? null : 'No key has been written yet: put one first.';
}

function fromItem(group: Group, item: MenuItem, prefix = ''): Entry {
  const { id, note, line, reason = null, onChoose } = item;
  const name = `${prefix}${item.name}`;
  return { id: prefix + id, group, name, detail: note ?? line, reason, act: () => onChoose?.() };
}

function pictures(lab: Lab): readonly Entry[] {
  const shown = lab.staging.store.getState().picture;
  return pictureNames.map((name) => ({
    id: name,
    group: 'Pictures',
    name: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    detail: `show ${name}`,
    keys: 'V',
    reason: name === shown ? 'It is on the stage now.' : null,
    act: () => lab.staging.choose(name),
  }));
}

function moments(lab: Lab): readonly Entry[] {
  const { view } = lab.timeline.state;
  const { travel } = lab;
  return [
    { id: 'start', group: 'Go to', name: 'The start', keys: 'Home', act: () => travel.toStart() },
    { id: 'end', group: 'Go to', name: 'The end', keys: 'End', act: () => void travel.toEnd() },
    {
      id: 'a time',
      group: 'Go to',
      name: 'A time: type it here, such as 1.2s',
      fill: '1s',
    },
    ...view.marks.map(({ name, at, event }, index): Entry => {
      const act = (): void => travel.seekAfter(event);
      return {
        id: `mark ${index}`,
        group: 'Go to',
        name: `mark ${name}`,
        detail: showTime(at),
        act,
      };
    }),
  ];
}

/** Of each sort of thing at most so many, the latest. */
const thingsListed = 200;

function things(lab: Lab): readonly Entry[] {
  const { view } = lab.timeline.state;
  const { selecting } = lab;
  const last = <Thing>(all: Iterable<Thing>): readonly Thing[] => [...all].slice(-thingsListed);
  const found = (id: string, detail: string, act: () => void, keys?: string): Entry => {
    return { id, group: 'Look at', name: id, detail, ...(keys && { keys }), isHidden: true, act };
  };
  return [
    ...last(view.nodes.values()).map(({ node, status }, index) =>
      found(
        `Node ${node}`,
        status,
        () => selecting.select({ type: 'node', node }),
        index < 9 ? String(index + 1) : undefined,
      ),
    ),
    ...last(view.keys.keys()).map((key) =>
      found(`Key ${key}`, '', () => selecting.select({ type: 'key', key })),
    ),
    ...last(view.requests.values()).map(({ request, op, key, client }) =>
      found(`Request ${request}`, `${op} ${key} by ${client}`, () =>
        selecting.select({ type: 'request', request }),
      ),
    ),
    ...last(view.inFlight.values()).map(({ message, body, from, to }) =>
      found(`Message ${message}`, `${body.type} from ${from} to ${to}`, () =>
        selecting.select({ type: 'message', message }),
      ),
    ),
  ];
}

/** Chosen, a command is typed: what may follow is offered then. */
function commands(): readonly Entry[] {
  return commandHelp.map(({ name, form, meaning }) => ({
    id: `command ${form}`,
    group: 'Commands',
    name: form,
    detail: meaning,
    fill: `${name} `,
  }));
}

function settings(lab: Lab): readonly Entry[] {
  const { view } = lab.timeline.state;
  return settingsTable.map((setting) => {
    const { key, label, isLive } = setting;
    const now = view.world[key] ?? setting.print(view.settings) ?? setting.defaultText;
    return {
      id: `setting ${key}`,
      group: 'Settings',
      name: `${key} = ${now}`,
      detail: label,
      reason: isLive ? null : 'It is set when a run is opened: see Script.',
      isHidden: true,
      fill: `set ${key}=`,
    };
  });
}

function fromDemo(lab: Lab, { title, note, script }: Demo): Entry {
  const act = async (): Promise<void> => {
    if ((await lab.door.openScript(script)).ok) lab.playback.play();
  };
  return { id: title, group: 'Demos', name: title, detail: note, act: () => void act() };
}

function files(lab: Lab, open: Surroundings['open']): readonly Entry[] {
  const { branches, branch, deleted } = lab.timeline.state;
  const say = (name: string, detail: string, act: () => void, keys?: string): Entry => {
    return { id: name, group: 'Run', name, detail, ...(keys && { keys }), act };
  };
  return [
    say('Share a link', 'the whole run, at this moment', () => open('share')),
    say('Script', 'the run as text: read it, change it, open it anew', () => open('script')),
    say('Open a file…', 'script, trace or picture', () => chooseFile(lab)),
    say('Save the script', '.lab', () => void saveScript(lab)),
    say('Save the trace', '.jsonl', () => void saveTrace(lab)),
    say('Save a picture…', '.svg or .png', () => open('picture')),
    say('Make a film…', '.mp4 or .webm', () => open('film')),
    ...branches
      .filter(({ id }) => id !== branch.id)
      .map(({ id, name }) => say(`Branch ${name}`, '', () => lab.timeline.switchTo(id))),
    ...(deleted.length > 0
      ? [say('Bring back the branch deleted last', '', () => void undoDelete(lab), 'Ctrl+Z')]
      : []),
  ];
}

function page(lab: Lab, open: Surroundings['open']): readonly Entry[] {
  const { theme, keysOn } = lab.preferences.getState();
  return [
    {
      id: 'keys',
      group: 'Page',
      name: 'Keys and commands',
      keys: '?',
      act: () => open('keys'),
    },
    ...themeChoices.map((choice): Entry => {
      return {
        id: `theme ${choice}`,
        group: 'Page',
        name: `Theme: ${choice === 'system' ? 'as the system' : choice}`,
        reason: choice === theme ? 'It is so now.' : null,
        act: () => lab.preferences.setState({ theme: choice }),
      };
    }),
    {
      id: 'keys on',
      group: 'Page',
      name: keysOn ? 'Switch single keys off' : 'Switch single keys on',
      act: () => lab.preferences.setState({ keysOn: !keysOn }),
    },
    {
      id: 'prompt',
      group: 'Page',
      name: 'To the command line',
      keys: '/',
      act: () => lab.prompt.offer(lab.prompt.store.getState().text, ''),
    },
  ];
}

/** With more nodes than these, what happens to one is a line that is typed. */
const nodesListed = 24;

function nodes(lab: Lab): readonly Entry[] {
  return [...lab.timeline.state.view.nodes.keys()].slice(0, nodesListed).flatMap((node) =>
    nodeMenu(lab, node)
      .filter(({ items }) => !items)
      .map((item) => ({ ...fromItem('Nodes', item, `${node}: `), isHidden: true })),
  );
}
