import { Suspense, use } from 'react';

import { showTime } from '../../base/time.ts';
import { isInPast } from '../../lab/branch.ts';
import { useBranch, useLab, usePlayback } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';
import styles from './Transport.module.css';

/** What time is doing, in a few words. */
export function StatusLine() {
  const { playback } = useLab();
  const isRecorded = useBranch((branch) => branch.isRecorded);
  const isResting = usePlayback((state) => state.isResting);
  const [words, more] = useWords();
  return (
    <div className={styles['status']}>
      <span className={styles['words']} title={more}>
        {words}
      </span>
      {isResting && !isRecorded && (
        <Button
          look="plain"
          onPress={() => playback.play()}
          label="Run on: let periodic work go on"
        >
          run on
        </Button>
      )}
      {!isRecorded && (
        <Suspense>
          <RungNote />
        </Suspense>
      )}
    </div>
  );
}

/** Said only where the nodes do not live in workers by URL. */
function RungNote() {
  const rung = use(useLab().rung);
  if (rung === 'workers') return null;
  const [words, more] = rungWords[rung];
  return (
    <span className={styles['rung']} title={more}>
      {words}
    </span>
  );
}

const rungWords = {
  'inlined-workers': [
    'inlined workers',
    'Each node runs in a worker of its own; this page has no address to load them from.',
  ],
  'same-thread': [
    'nodes in this thread',
    'The browser or host refuses workers here, so the nodes share the thread of the page.',
  ],
} as const;

/** In a word or two, and in full. */
function useWords(): readonly [words: string, more: string] {
  const { isPlaying, isResting, skipped } = usePlayback((state) => state);
  const isPast = useBranch(isInPast);
  const isFull = useBranch((branch) => branch.trace.isFull);
  const isRecorded = useBranch((branch) => branch.isRecorded);
  if (isFull) return ['the trace is full', 'The trace is full: open a new run to go on.'];
  if (skipped)
    return [`${showTime(skipped.toUs - skipped.fromUs)} pass`, 'Nothing was to be seen.'];
  if (isRecorded) return ['recorded', 'All of it is known, and no node runs behind it.'];
  if (isResting) return ['settled', 'Nothing is left to happen but periodic work.'];
  if (isPast) return [isPlaying ? 'replay' : 'in the past', 'A command here starts a branch.'];
  return isPlaying
    ? ['live', 'The run goes on as you watch.']
    : ['paused', 'At the end of what has happened.'];
}
