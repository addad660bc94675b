import { showTime } from '../../base/time.ts';
import type { Lab } from '../../lab/lab.ts';
import { themeChoices } from '../../lab/preferences.ts';
import { toggleWalk } from '../../lab/walking.ts';
import { whyNotAct } from '../../lab/branch.ts';
import { printCommand } from '../../sim/script/print-command.ts';
import { commandHelp } from '../../sim/script/line-help.ts';
import { settingsTable } from '../../sim/script/settings-table.ts';
import type { View } from '../../trace/view.ts';
import { copyDigestNow } from '../files/copy-digest.ts';
import { chooseFile, saveScript, saveTrace } from '../files/file-acts.ts';
import {
  deleteNow,
  explain,
  getNow,
  heal,
  issue,
  lifeCommand,
  offerCart,
  offerJoin,
  offerMark,
  offerPut,
  pauseCommand,
} from '../log/acts.ts';
import { subjectsOf } from '../log/subjects.ts';
import { situationItems } from '../menus/situation-items.ts';
import type { Demo } from '../shell/demo.ts';
import type { DialogName } from '../shell/dialog-name.ts';
import { stepForward } from '../transport/steps.ts';
import type { Entry } from './entry.ts';
import { fromItem, messages, nodes, things } from './found-entries.ts';
import { branchEntries, diagramEntries, pictureEntries, timeEntries } from './looking-entries.ts';

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
    ...branchEntries(lab),
    ...pictureEntries(lab),
    ...timeEntries(lab),
    ...moments(lab),
    ...things(lab),
    ...commands(),
    ...settings(lab),
    ...demos.map((demo) => fromDemo(lab, demo)),
    ...files(lab, open),
    ...page(lab, open),
    ...diagramEntries(lab),
    ...nodes(lab),
    ...messages(lab),
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
    say('join: add a node …', '', () => offerJoin(lab), closed),
    say('heal', '', () => issue(lab, heal), closed ?? explain(view, heal).reason),
    say(
      'Why? of what is looked at',
      '',
      () => askWhy(lab),
      selected === null ? 'Nothing is looked at: click something first.' : null,
    ),
    say(isPlaying ? 'Pause' : 'Play', 'Space', () => playback.toggle()),
    say('Step forward', '→', () => void stepForward(lab)),
    say('Step back', '←', () => travel.stepBack()),
    say('Fork: start a branch here', 'F', () => void lab.door.fork(), closed),
    say('Mark this moment', 'M', () => offerMark(lab), closed),
    say('Walk the preference list step by step', 'N', () => walk(lab), whyNotWalk(view)),
  ];
}

/** Selected anew, so that its tab opens where only one is seen at a time. */
function askWhy({ selecting }: Lab): void {
  const { selected } = selecting.store.getState();
  if (selected !== null) selecting.select({ ...selected });
  selecting.openTab('why');
}

function walk({ staging, walking }: Lab): void {
  staging.choose('ring');
  toggleWalk(walking);
}

function whyNotWalk({ keys }: View): string | null {
  return keys.size > 0 ? null : 'No key has been written yet: put one first.';
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
  const say = (name: string, detail: string, act: () => void): Entry => {
    return { id: name, group: 'Run', name, detail, act };
  };
  return [
    say('Share a link', 'the whole run, at this moment', () => open('share')),
    say('Script', 'the run as text: read it, change it, open it anew', () => open('script')),
    say('Open a file…', 'script, trace or picture', () => chooseFile(lab)),
    say('Save the script', '.lab', () => void saveScript(lab)),
    say('Save the trace', '.jsonl', () => void saveTrace(lab)),
    say('Save a picture…', '.svg or .png', () => open('picture')),
    say('Make a film…', '.mp4 or .webm', () => open('film')),
    say('Copy the digest', 'the same run gives the same one', () => copyDigestNow(lab)),
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
