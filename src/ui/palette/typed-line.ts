import { parseTime, showTime } from '../../base/time.ts';
import { nameBranch, whyNotName } from '../../lab/branches.ts';
import type { Lab } from '../../lab/lab.ts';
import type * as reading from '../../lab/reader.ts';
import { whyNotAct } from '../../lab/branch.ts';
import { whyNot } from '../../lab/why-not.ts';
import type { Entry } from './entry.ts';
import { renaming } from './looking-entries.ts';

export type Reader = typeof reading;

/** How many words are offered to go on with. */
const offered = 12;

/** What the query is itself: a line of script, as far as it is one, or a moment. */
export function typedEntries(lab: Lab, reader: Reader | null, query: string): readonly Entry[] {
  const us = parseTime(query.trim());
  if (us !== null) {
    const name = `Go to ${showTime(us)}`;
    return [{ id: 'time', group: 'This line', name, act: () => void lab.travel.seek(us) }];
  }
  const renamed = renameEntries(lab, query);
  if (renamed.length > 0) return renamed;
  if (!reader || !query.trimStart().includes(' ')) return [];
  const { view, branch } = lab.timeline.state;
  const context = {
    nodes: [...view.nodes.keys()],
    clients: [...view.clients],
    keys: [...view.keys.keys()],
    messages: [...view.inFlight.keys()],
    settings: view.settings,
  };
  const { candidates, column, help } = reader.complete(query, query.length + 1, context);
  if (help === null) return [];
  const read = reader.parseCommand(query, context);
  const reason = read.ok ? (whyNotAct(branch) ?? whyNot(view, read.command)) : read.error.message;
  const run: Entry = {
    id: 'run',
    group: 'This line',
    name: query.trim(),
    detail: help.form,
    keys: 'Enter',
    reason,
    act: () => void submit(lab, query),
  };
  const words = candidates.slice(0, offered).map(({ text }): Entry => {
    const fill = query.slice(0, column - 1) + text + (text.endsWith('=') ? '' : ' ');
    return { id: `word ${text}`, group: 'This line', name: fill.trim(), keys: 'Tab', fill };
  });
  return read.ok ? [run, ...words] : [...words, run];
}

/** A branch's new name, as it is typed after what the palette offered. */
function renameEntries({ timeline }: Lab, query: string): readonly Entry[] {
  const { branches } = timeline.state;
  return branches
    .filter(({ name }) => query.startsWith(renaming(name)))
    .map(({ id, name }): Entry => {
      const wanted = query.slice(renaming(name).length).trim();
      return {
        id: `rename ${id}`,
        group: 'This line',
        name: `Rename the branch ${name} to ${wanted || '…'}`,
        keys: 'Enter',
        reason: whyNotName(branches, id, wanted),
        act: () => void nameBranch(timeline, id, wanted),
      };
    });
}

async function submit(lab: Lab, line: string): Promise<void> {
  const submission = await lab.door.submit(line);
  if (!submission.ok) lab.notices.tell('refusal', submission.sentence);
}
