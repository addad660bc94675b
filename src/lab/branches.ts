import { showTime } from '../base/time.ts';
import { isOver } from './idle.ts';
import { horizonOf, knownUs, type Branch } from './branch.ts';
import type { Lab } from './lab.ts';
import { branchLimit, type Timeline, type TimelineState } from './timeline.ts';

/** A name is read in a list. */
const longestName = 60;

/** Why a branch cannot be called so, as one sentence; null when it can. */
export function whyNotName(branches: readonly Branch[], id: number, text: string): string | null {
  const name = text.trim();
  if (name === '') return 'A branch needs a name: type at least one letter.';
  if (name.length > longestName) {
    return `That name has ${name.length} characters, and at most ${longestName} are taken.`;
  }
  const isTaken = branches.some((other) => other.id !== id && other.name === name);
  return isTaken ? `Another branch is called “${name}” already: choose another name.` : null;
}

/** Gives a branch another name; the answer says why not, or is null. */
export async function nameBranch(
  timeline: Timeline,
  id: number,
  text: string,
): Promise<string | null> {
  const reason = whyNotName(timeline.state.branches, id, text);
  if (reason !== null) return reason;
  const name = text.trim();
  const named = (branch: Branch): Branch => {
    if (branch.id === id) return { ...branch, name };
    const { forkedFrom } = branch;
    return forkedFrom?.id === id ? { ...branch, forkedFrom: { ...forkedFrom, name } } : branch;
  };
  await timeline.attempt(() =>
    timeline.arrange(({ branches, branch, deleted }) => ({
      branches: branches.map(named),
      branch: named(branch),
      deleted: deleted.map(named),
    })),
  );
  return null;
}

/** Why no branch can be deleted now; null when one can. */
export function whyNotDelete(branches: readonly Branch[]): string | null {
  return branches.length > 1
    ? null
    : 'This is the only branch, and the lab always shows one: open or fork another first.';
}

/** Takes a branch away. It can come back: by the notice that says so, or by Ctrl+Z. */
export async function deleteBranch(lab: Lab, id: number): Promise<void> {
  const { timeline, playback, notices } = lab;
  const { branches, branch: shown } = timeline.state;
  const gone = branches.find((branch) => branch.id === id);
  const reason = whyNotDelete(branches);
  if (reason !== null) return notices.tell('refusal', reason);
  if (!gone) return;
  if (shown.id === id) playback.pause();
  const isDone = await timeline.attempt(() => timeline.arrange((state) => without(state, id)));
  if (!isDone) return;
  notices.tell('note', `Deleted the branch “${gone.name}”.`, {
    remedy: { name: 'Undo', act: () => void undoDelete(lab, id) },
    about: deletionOf(id),
  });
}

function without(state: TimelineState, id: number): TimelineState {
  const { branches, branch: shown, deleted } = state;
  const index = branches.findIndex((branch) => branch.id === id);
  const gone = branches[index];
  const left = branches.filter((branch) => branch.id !== id);
  const parent = left.find((branch) => branch.id === gone?.forkedFrom?.id);
  const next = shown.id === id ? (parent ?? left[Math.max(0, index - 1)]) : shown;
  if (!gone || !next) return state;
  return {
    ...state,
    branches: left,
    branch: next,
    deleted: [...deleted, gone].slice(-branchLimit),
  };
}

const deletionOf = (id: number): string => `deletion of ${id}`;

/** Brings back the branch that was deleted last, or this one, and shows it. */
export async function undoDelete(lab: Lab, id?: number): Promise<void> {
  const { timeline, playback, notices } = lab;
  const { deleted } = timeline.state;
  const back = id === undefined ? deleted.at(-1) : deleted.find((branch) => branch.id === id);
  if (!back) {
    const words = 'No branch was deleted. To take back a command, go back to before it.';
    return notices.tell('note', id === undefined ? words : 'That branch is there again already.');
  }
  playback.pause();
  await timeline.attempt(() => timeline.arrange((state) => withAgain(state, back.id)));
  const told = notices.store.getState().find(({ about }) => about === deletionOf(back.id));
  if (told) notices.dismiss(told.id);
}

function withAgain(state: TimelineState, id: number): TimelineState {
  const back = state.deleted.find((branch) => branch.id === id);
  if (!back) return state;
  const isTaken = state.branches.some(({ name }) => name === back.name);
  const branch = isTaken ? { ...back, name: `${back.name} (again)` } : back;
  const isFull = state.branches.length >= branchLimit;
  const gone = isFull ? state.branches.filter((other) => other.id !== state.branch.id)[0] : null;
  const left = state.branches.filter((other) => other !== gone);
  const deleted = state.deleted.filter((other) => other.id !== id);
  return {
    ...state,
    branch,
    branches: [...left, branch].toSorted((a, b) => a.id - b.id),
    deleted: gone ? [...deleted, gone] : deleted,
  };
}

/** Beyond the limit the oldest branch makes room for a new one: not unsaid, and not for good. */
export function tellWhoMakesRoom(lab: Lab): void {
  lab.timeline.store.subscribe(({ branches, deleted }, before) => {
    const gone = deleted.at(-1);
    if (!gone || before.deleted.includes(gone) || branches.length < before.branches.length) return;
    const { id, name } = gone;
    const words = `At most ${branchLimit} branches are kept: “${name}” made room for the new one.`;
    lab.notices.tell('note', words, {
      remedy: { name: 'Bring it back', act: () => void undoDelete(lab, id) },
      about: deletionOf(id),
    });
  });
}

/** What a list of branches says of one. */
export interface BranchSummary {
  /** `from main at 0.300 s`; what it began with where it is a run of its own. */
  readonly origin: string;
  /** `412 events in 1.520 s`. */
  readonly length: string;
  /** How its requests came out, and whether it has come to its end. */
  readonly ending: string;
}

export function summaryOf(branch: Branch): BranchSummary {
  const { forkedFrom, events } = branch;
  const { issued, failed, open } = requestsIn(branch);
  const asked = issued === 0 ? 'nothing asked' : counted(issued, 'request');
  const came = [failed > 0 ? `${failed} failed` : '', open > 0 ? `${open} open` : ''];
  return {
    origin: forkedFrom
      ? `from ${forkedFrom.name} at ${showTime(forkedFrom.at)}`
      : 'a run of its own',
    length: `${counted(events, 'event')} in ${showTime(knownUs(branch))}`,
    ending: [asked, ...came, wayOf(branch)].filter((word) => word !== '').join(', '),
  };
}

function requestsIn({ trace }: Branch) {
  let [issued, answered, failed] = [0, 0, 0];
  for (const event of trace.events) {
    if (event.type === 'request-issued') issued += 1;
    if (event.type !== 'request-answered') continue;
    answered += 1;
    if (event.outcome === 'failed') failed += 1;
  }
  return { issued, failed, open: Math.max(0, issued - answered) };
}

function wayOf(branch: Branch): string {
  if (branch.isRecorded) return 'recorded';
  if (branch.trace.isFull) return 'the trace is full';
  const { untilUs } = branch.run;
  const end = branch.projector.at(horizonOf(branch));
  if (!isOver(branch, end)) return 'goes on';
  return untilUs === null ? 'settled' : `ended at ${showTime(untilUs)}`;
}

function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;
}
