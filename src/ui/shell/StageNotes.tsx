import { showTime } from '../../base/time.ts';
import { useBranch, useLab, usePlayback, useView } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';
import { Notices } from './Notices.tsx';
import styles from './StageNotes.module.css';

/** What is told where the picture leaves room. */
export function CornerNotes() {
  return (
    <div className={styles['corner']}>
      <RecordedNote />
      <Skipped />
      <Notices />
    </div>
  );
}

/** Of a trace from elsewhere, whose it is not to change. */
function RecordedNote() {
  const lab = useLab();
  const isRecorded = useBranch((branch) => branch.isRecorded);
  if (!isRecorded) return null;
  const run = async (): Promise<void> => {
    const { runHere } = await import('../../lab/go-to-place.ts');
    await runHere(lab);
  };
  return (
    <div className={styles['recorded']}>
      <span>A recorded trace: all of it can be looked at, and no node runs behind it.</span>
      <Button onPress={() => void run()}>Run it here</Button>
    </div>
  );
}

/** A node that failed by a fault of the lab, not by a command. */
export function Crashes() {
  const { selecting } = useLab();
  const nodes = useView((view) => view.nodes);
  const crashed = [...nodes.values()].filter(({ crash }) => crash !== null);
  return crashed.slice(0, 3).map(({ node, crash }) => (
    <p key={node} role="alert" className={styles['crash']}>
      {node} failed by a fault of the lab: {crash}. Restart it, or step back.{' '}
      <button type="button" onClick={() => selecting.select({ type: 'node', node })}>
        Look at {node}
      </button>
    </p>
  ));
}

function Skipped() {
  const skipped = usePlayback((state) => state.skipped);
  if (skipped === null) return null;
  return <p className={styles['skipped']}>{showTime(skipped.toUs - skipped.fromUs)} pass</p>;
}
