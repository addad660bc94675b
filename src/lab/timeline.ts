import { createStore, type StoreApi } from 'zustand/vanilla';

import { assert, present } from '../base/assert.ts';
import type { Micros } from '../base/time.ts';
import type { Command, Run } from '../sim/script/command.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Trace } from '../trace/trace.ts';
import type { Cursor, View } from '../trace/view.ts';
import {
  extended,
  forkPoint,
  freeName,
  horizonOf,
  isAtHorizon,
  lookingAt,
  newBranch,
  recordedBranch,
  resumeUs,
  type Branch,
} from './branch.ts';
import { EngineLine } from './engine-line.ts';
import type { Engine, Progress } from './engine.ts';

/** Branches kept; the oldest that is not shown goes first. */
export const branchLimit = 12;

/** Windows that pass before the page is drawn again. */
const windowsAtOnce = 128;

async function untilSettled(engine: Engine, lastUs: Micros): Promise<Progress> {
  const events: TraceEvent[] = [];
  for (let windows = 1; ; windows += 1) {
    const progress = await engine.advance(lastUs, { maxEvents: 1 });
    events.push(...progress.events);
    const isDone = progress.settled || progress.horizonUs >= lastUs || windows === windowsAtOnce;
    if (isDone) return { ...progress, events };
  }
}

/** How many events that are not worth seeing are made known at once. */
const lookAheadEvents = 20_000;

export interface TimelineState {
  readonly branches: readonly Branch[];
  /** The branch that is shown. */
  readonly branch: Branch;
  /** Those that were deleted and can come back, the latest last. (branches.ts) */
  readonly deleted: readonly Branch[];
  /** All there is to see at the cursor. */
  readonly view: View;
}

export interface Issued {
  /** The branch that was started, because the commands came in the past of another. */
  readonly fork: Branch | null;
  readonly events: readonly TraceEvent[];
}

/**
 * The runs and where we are in them: everything that asks the engine goes through here, one
 * call at a time. The engine holds one run; that of another branch is repeated when it is needed.
 */
export class Timeline {
  readonly store: StoreApi<TimelineState>;
  readonly #line: EngineLine;
  /** Whose run the engine holds; null after it failed. */
  #engineHolds: number | null = null;
  #nextId = 2;

  readonly #onFailure: (error: unknown) => void;

  constructor(engine: Engine | Promise<Engine>, run: Run, onFailure: (error: unknown) => void) {
    this.#onFailure = onFailure;
    const branch = newBranch({ id: 1, name: 'main', forkedFrom: null, run });
    this.store = createStore<TimelineState>(() => ({
      branches: [branch],
      branch,
      deleted: [],
      view: branch.projector.at(branch.cursor),
    }));
    this.#line = new EngineLine(engine);
  }

  get state(): TimelineState {
    return this.store.getState();
  }

  /** Is the engine at work? Kept apart, as it changes in each frame. */
  get work(): EngineLine['store'] {
    return this.#line.store;
  }

  get isBusy(): boolean {
    return this.#line.isBusy;
  }

  get isAtHorizon(): boolean {
    return isAtHorizon(this.state.branch);
  }

  idle(): Promise<void> {
    return this.#line.idle();
  }

  /** Does something that may fail; a failure is told, and the answer is null. */
  async attempt<Answer>(work: () => Promise<Answer>): Promise<Answer | null> {
    try {
      return await work();
    } catch (error) {
      this.#onFailure(error);
      return null;
    }
  }

  /** Asks the engine something about the run that is shown. */
  async ask<Answer>(question: (engine: Engine) => Promise<Answer>): Promise<Answer> {
    return this.#line.ask(async (engine) => {
      await this.#engage(engine);
      return this.#watched(question(engine));
    });
  }

  /** Makes the first run known to the engine. */
  async start(): Promise<void> {
    await this.#line.ask((engine) => this.#engage(engine));
  }

  /** Starts a run of its own and shows it from the start; earlier ones stay as branches. */
  async open(run: Run): Promise<void> {
    const branch = this.#started(run, run.title ?? `run ${this.#nextId}`, null);
    await this.#line.ask(async (engine) => {
      this.#engineHolds = null;
      const progress = await engine.open(run);
      this.#engineHolds = branch.id;
      this.#show(extended(branch, progress));
    });
  }

  /** Shows a trace from elsewhere from its start: no node runs behind it. */
  openRecorded(run: Run, trace: Trace): void {
    const name = `${run.title ?? `run ${this.#nextId}`}, recorded`;
    this.#show(recordedBranch(this.#started(run, name, null), trace));
  }

  /**
   * Runs on, up to a time or for that many events; a cursor at the horizon moves along. How far
   * is asked when it is this call's turn, as others may have brought the run there by then.
   */
  async advance(target: Micros | ((branch: Branch) => Micros), maxEvents?: number): Promise<true> {
    const limits = maxEvents === undefined ? {} : { maxEvents };
    return this.#run((engine, branch) => {
      const toUs = typeof target === 'number' ? target : target(branch);
      return toUs > branch.horizonUs ? engine.advance(toUs, limits) : null;
    });
  }

  /**
   * Runs on until nothing but periodic work is left, or up to a time. Whether it has come to that
   * is looked at after every window; after many of them the page may be drawn.
   */
  async settle(lastUs: Micros): Promise<true> {
    return this.#run((engine, branch) => (branch.settled ? null : untilSettled(engine, lastUs)));
  }

  /**
   * Makes known what comes until something is worth seeing, without looking at it: up to `toUs`,
   * and no more at a time than a frame can take.
   */
  async lookAhead(toUs: Micros): Promise<true> {
    const limits = { untilWorthSeeing: true, maxEvents: lookAheadEvents };
    return this.#run((engine) => engine.advance(toUs, limits), false);
  }

  /** Makes known what is due up to `us`, without looking at it. */
  async peek(us: Micros): Promise<true> {
    return this.#run((engine, { horizonUs }) => engine.advance(Math.max(us, horizonUs) + 1), false);
  }

  async #run(
    ahead: (engine: Engine, branch: Branch) => Promise<Progress> | null,
    follows?: boolean,
  ): Promise<true> {
    return this.#line.ask(async (engine) => {
      if (this.state.branch.isRecorded) return true as const;
      const branch = await this.#engage(engine);
      const call = ahead(engine, branch);
      if (!call) return true as const;
      const progress = await this.#watched(call);
      this.#extend(branch.id, progress, follows);
      return true as const;
    });
  }

  /**
   * Starts a run of its own beside the one that is shown, and makes it known up to `toUs`. What
   * is shown stays as it is.
   */
  async runBeside(
    of: Pick<Branch, 'run' | 'name' | 'forkedFrom'>,
    toUs: Micros,
    cursorUs: Micros,
  ): Promise<Branch> {
    return this.#line.ask(async (engine) => {
      const started = this.#started(of.run, of.name, of.forkedFrom);
      const known = await this.#opened(engine, started, toUs + 1);
      const seen = lookingAt(known, horizonOf(known));
      const branch = lookingAt(seen, seen.trace.cursorAt(cursorUs));
      this.#set(this.#with(branch), this.state.branch);
      return branch;
    });
  }

  /** Makes a branch known up to `us`, shown or not, without looking at it. */
  async bring(id: number, us: Micros): Promise<true> {
    return this.#line.ask(async (engine) => {
      const branch = this.#find(id);
      if (!branch || branch.isRecorded || branch.horizonUs > us) return true as const;
      await this.#engage(engine, id);
      this.#extend(id, await this.#watched(engine.advance(us + 1)), false);
      return true as const;
    });
  }

  /** Other branches, in turn, so that no call of the engine finds its branch gone. */
  async arrange(
    change: (state: TimelineState) => Pick<TimelineState, 'branches' | 'branch' | 'deleted'>,
  ): Promise<true> {
    return this.#line.ask(async () => {
      const { branches, branch, deleted } = change(this.state);
      this.#set(branches, branch, deleted);
      return true as const;
    });
  }

  /** Moves the cursor within what is known. */
  moveTo(cursor: Cursor): void {
    this.#replace(lookingAt(this.state.branch, cursor));
  }

  /**
   * Puts commands into the log for a moment at the horizon or behind it. The cursor stays: what lies
   * between was only looked ahead to.
   */
  async schedule(commands: readonly Command[], atUs: Micros): Promise<true> {
    return this.#line.ask(async (engine) => {
      const branch = await this.#engage(engine);
      const progress = await this.#watched(engine.issue(commands, atUs));
      const commandLog = await this.#watched(engine.log());
      const run: Run = { ...branch.run, commands: commandLog, untilUs: null };
      this.#replace(extended({ ...(this.#find(branch.id) ?? branch), run }, progress, false));
      return true as const;
    });
  }

  /** Commands take effect at the cursor; in the past that starts a branch. */
  async issue(commands: readonly Command[]): Promise<Issued> {
    return this.#line.ask(async (engine) => {
      const fork = await this.#makeRoom(engine);
      const branch = await this.#engage(engine);
      const progress = await this.#watched(engine.issue(commands));
      const commandLog = await this.#watched(engine.log());
      const run: Run = { ...branch.run, commands: commandLog, untilUs: null };
      this.#replace(extended({ ...(this.#find(branch.id) ?? branch), run }, progress));
      return { fork, events: progress.events };
    });
  }

  /** A branch from the cursor on, with nothing changed yet. */
  async fork(): Promise<Branch> {
    return this.#line.ask((engine) => this.#fork(engine));
  }

  switchTo(id: number): void {
    const branch = this.state.branches.find((candidate) => candidate.id === id);
    if (branch) this.#show(branch);
  }

  /** Brings the horizon to the cursor: by a fork, if something known lies between them. */
  async #makeRoom(engine: Engine): Promise<Branch | null> {
    const { branch } = this.state;
    if (isAtHorizon(branch)) return null;
    if (branch.cursor.events < branch.seen) return this.#fork(engine);
    await this.#rewind(engine);
    return null;
  }

  async #fork(engine: Engine): Promise<Branch> {
    const { branch: parent, branches } = this.state;
    const { run, fromUs } = forkPoint(parent);
    const forks = branches.filter(({ forkedFrom }) => forkedFrom !== null).length;
    const forkedFrom = { id: parent.id, name: parent.name, at: parent.cursor.at };
    const branch = this.#started(run, `branch ${forks + 2}`, forkedFrom);
    return this.#resume(engine, branch, fromUs);
  }

  /**
   * What lies beyond the cursor and was never looked at (a step may make the engine run ahead
   * by some events) need not be kept: the branch itself goes on from the cursor.
   */
  async #rewind(engine: Engine): Promise<void> {
    const { branch } = this.state;
    await this.#resume(engine, newBranch(branch), resumeUs(branch));
  }

  async #resume(engine: Engine, branch: Branch, fromUs: Micros): Promise<Branch> {
    const resumed = await this.#opened(engine, branch, fromUs);
    this.#show(resumed);
    return resumed;
  }

  async #opened(engine: Engine, branch: Branch, fromUs: Micros): Promise<Branch> {
    this.#engineHolds = null;
    const progress = await engine.open(branch.run, fromUs);
    this.#engineHolds = branch.id;
    return extended(branch, progress);
  }

  /** Makes the engine hold the run that is shown, or another one, as far as it is known. */
  async #engage(engine: Engine, id: number = this.state.branch.id): Promise<Branch> {
    const branch = present(this.#find(id), 'the branch to go on with');
    assert(!branch.isRecorded, 'no node runs behind a recorded trace');
    if (this.#engineHolds === id) return branch;
    const progress = await this.#watched(engine.open(branch.run, branch.horizonUs));
    this.#engineHolds = branch.id;
    const again = extended(newBranch(branch), progress);
    const now = this.#find(id) ?? branch;
    const seen = { ...again, seen: Math.min(now.seen, again.events) };
    const engaged = lookingAt(seen, isAtHorizon(now) ? horizonOf(again) : now.cursor);
    this.#replace(engaged);
    return engaged;
  }

  /** After a failure nobody knows what the engine holds. */
  async #watched<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      return await answer;
    } catch (error) {
      this.#engineHolds = null;
      throw error;
    }
  }

  #started(run: Run, name: string, forkedFrom: Branch['forkedFrom']): Branch {
    const id = this.#nextId;
    this.#nextId += 1;
    return newBranch({ id, name: freeName(name, this.state.branches), forkedFrom, run });
  }

  #find(id: number): Branch | undefined {
    return this.state.branches.find((candidate) => candidate.id === id);
  }

  #extend(id: number, progress: Progress, follows: boolean | undefined): void {
    const branch = this.#find(id);
    if (branch) this.#replace(extended(branch, progress, follows));
  }

  /** Puts a branch in the place of its earlier self. */
  #replace(branch: Branch): void {
    const { branches, branch: shown } = this.state;
    const next = branches.map((other) => (other.id === branch.id ? branch : other));
    if (shown.id !== branch.id) this.store.setState({ branches: next });
    else this.#set(next, branch);
  }

  #show(branch: Branch): void {
    this.#set(this.#with(branch), branch);
  }

  /** All branches and this one; beyond the limit the oldest that is not looked at makes room. */
  #with(branch: Branch): readonly Branch[] {
    const others = this.state.branches.filter(({ id }) => id !== branch.id);
    const isLookedAt = ({ id }: Branch): boolean => id === this.state.branch.id;
    while (others.length >= branchLimit) {
      const oldest = others.findIndex((other) => !isLookedAt(other));
      const deleted = [...this.state.deleted, ...others.splice(oldest, 1)];
      this.store.setState({ deleted: deleted.slice(-branchLimit) });
    }
    return [...others, branch].toSorted((a, b) => a.id - b.id);
  }

  #set(
    branches: readonly Branch[],
    branch: Branch,
    deleted: readonly Branch[] = this.state.deleted,
  ): void {
    this.store.setState({ branches, branch, deleted, view: branch.projector.at(branch.cursor) });
  }
}
