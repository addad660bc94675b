import { showTime } from '../../base/time.ts';
import { isAtHorizon } from '../../lab/branch.ts';
import type { Rung } from '../../lab/engine.ts';
import { useBranch, useLab, usePlayback } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';
import styles from './Transport.module.css';

/** What time is doing, in a few words. */
export function StatusLine() {
  const { playback, rung } = useLab();
  const isResting = usePlayback((state) => state.isResting);
  const words = useWords();
  return (
    <div className={styles['status']}>
      <span>{words}</span>
      {isResting && (
        <Button
          look="plain"
          onPress={() => playback.play()}
          label="Run on: let periodic work go on"
        >
          run on
        </Button>
      )}
      {rung !== 'workers' && <span className={styles['rung']}>{rungWords[rung]}</span>}
    </div>
  );
}

/** Said only where the nodes do not live in workers by URL. */
const rungWords: Readonly<Record<Rung, string>> = {
  workers: '',
  'inlined-workers': 'Nodes run in inlined workers: this page has no address to load them from.',
  'same-thread': 'Nodes run in this thread: the browser or host refuses workers here.',
};

function useWords(): string {
  const { isPlaying, isResting, skipped } = usePlayback((state) => state);
  const isPast = useBranch((branch) => !isAtHorizon(branch));
  const isFull = useBranch((branch) => branch.trace.isFull);
  if (isFull) return 'The trace is full: open a new run to go on.';
  if (skipped) return `${showTime(skipped.toUs - skipped.fromUs)} pass`;
  if (isResting) return 'settled: nothing is left to happen';
  if (isPast) return isPlaying ? 'replay' : 'the past: a command here starts a branch';
  return isPlaying ? 'live' : 'paused';
}
