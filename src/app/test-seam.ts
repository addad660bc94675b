import type { Micros } from '../base/time.ts';
import type { NodeId } from '../dynamo/names.ts';
import { runningDigest } from '../lab/digest.ts';
import type { Submission } from '../lab/door.ts';
import { horizonOf } from '../lab/branch.ts';
import type { Lab } from '../lab/lab.ts';
import { resultOf, type Result } from '../sim/result.ts';

/** What tests may ask of the page. Nothing in the product depends on it. (design.md §9) */
export interface TestSeam {
  /** Opens a script and plays it to its end at once. */
  run(script: string): Promise<Submission>;
  /** As if it had been typed, at the cursor. */
  issue(line: string): Promise<Submission>;
  seek(us: Micros): Promise<void>;
  /** Of all that happened in the run that is shown. */
  result(): Result;
  digest(): string;
  liveNodes(): Promise<readonly NodeId[]>;
  /** Resolves when nothing is queued, no call to the engine is pending, and all is painted. */
  whenIdle(): Promise<void>;
}

declare global {
  interface Window {
    dynamoLab?: TestSeam;
  }
}

export function openTestSeam(lab: Lab): void {
  const { timeline, travel, door } = lab;
  window.dynamoLab = {
    async run(script) {
      const submission = await door.openScript(script);
      if (submission.ok) await travel.runOut();
      return submission;
    },
    issue: (line) => door.submit(line),
    seek: (us) => travel.seek(us),
    result() {
      const { branch } = timeline.state;
      return resultOf(branch.trace, branch.projector.at(horizonOf(branch)));
    },
    digest: () => runningDigest(timeline.state.branch.trace).hex(),
    liveNodes: async () =>
      timeline.state.branch.isRecorded ? [] : timeline.ask((engine) => engine.liveNodes()),
    async whenIdle() {
      // Between two slices of a long way the engine rests for an instant: look again a frame later.
      do {
        await atRest(lab);
        await painted();
      } while (isAtWork(lab));
    },
  };
}

/** Nothing moves by itself, and the engine is not at work. */
async function atRest(lab: Lab): Promise<void> {
  while (isAtWork(lab)) {
    await lab.timeline.idle();
    if (lab.playback.isMoving) await nextFrame();
  }
}

function isAtWork({ timeline, playback }: Lab): boolean {
  return playback.isMoving || timeline.isBusy;
}

async function painted(): Promise<void> {
  await nextFrame();
  await nextFrame();
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
  });
}
