import { useEffect, useState } from 'react';

import { showTime } from '../../base/time.ts';
import type { Lab } from '../../lab/lab.ts';
import { isMilestone, sentenceOf } from '../../scenes/sentence/sentence.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { useLab } from '../lab-context.tsx';

/** Told no more often than this while time runs. */
const pauseMs = 1_200;

/** For those who don't see it: milestones while time runs, every event while one steps. */
export function LiveRegion() {
  const lab = useLab();
  const [sentence, setSentence] = useState('');
  useEffect(() => announce(lab, setSentence), [lab]);
  return <output className="unseen">{sentence}</output>;
}

function announce(lab: Lab, tell: (sentence: string) => void): () => void {
  let lastMs = 0;
  return lab.timeline.store.subscribe(({ branch }, before) => {
    const from = before.branch.trace === branch.trace ? before.branch.cursor.events : 0;
    const to = branch.cursor.events;
    if (to === from) return;
    const isPlaying = lab.playback.isMoving;
    if (isPlaying && performance.now() - lastMs < pauseMs) return;
    const event = isPlaying
      ? latestMilestone(branch.trace.events, from, to)
      : branch.trace.event(to - 1);
    if (!event) return;
    lastMs = performance.now();
    const words = sentenceOf(branch.trace, event);
    tell(isPlaying ? words : `${showTime(event.at)}: ${words}`);
  });
}

const reach = 200;

function latestMilestone(
  events: readonly TraceEvent[],
  from: number,
  to: number,
): TraceEvent | undefined {
  return events.slice(Math.max(from, to - reach), to).findLast(isMilestone);
}
