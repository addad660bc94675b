import { showTime } from '../../base/time.ts';
import type { Target } from '../../scenes/mark.ts';
import { sentenceAt } from '../../scenes/sentence/sentence.ts';
import type { ThemeName } from '../../scenes/theme.ts';
import { useLab, usePlayback, useSelection, useTimeline, useView } from '../lab-context.tsx';
import { Stage } from '../stage/Stage.tsx';
import { Notices } from './Notices.tsx';
import styles from './StageArea.module.css';
import { useSelect } from './use-select.ts';

/** The picture, and in words what it shows. */
export function StageArea({ theme }: { theme: ThemeName }) {
  const view = useView((now) => now);
  const selection = useSelection((state): Target | null => state.selected);
  const isPlaying = usePlayback((state) => state.isPlaying && !state.isResting);
  const select = useSelect();
  return (
    <main className={styles['area']} aria-label="Stage">
      <Notices />
      <Skipped />
      <div className={styles['stage']}>
        <Stage
          view={view}
          theme={theme}
          selection={selection}
          isPlaying={isPlaying}
          onSelect={select}
        />
      </div>
      <Caption isEchoing={theme === 'projector'} />
    </main>
  );
}

function Skipped() {
  const skipped = usePlayback((state) => state.skipped);
  if (skipped === null) return null;
  return <p className={styles['skipped']}>{showTime(skipped.toUs - skipped.fromUs)} pass</p>;
}

/** What was said to the audience, and the sentence; on a projector also the last command. */
function Caption({ isEchoing }: { isEchoing: boolean }) {
  const { selecting } = useLab();
  const selected = useSelection((state) => state.selected);
  const sentence = useTimeline(({ view, branch }) => sentenceAt(view, branch.trace, selected));
  const said = useView((view) => view.said);
  const last = useView(
    (view) => view.log.findLast(({ line }) => !/^(say|mark|show)\b/.test(line))?.line,
  );
  return (
    <div className={styles['caption']}>
      {isEchoing && last && <code className={styles['echo']}>{last}</code>}
      <p className={styles['sentence']}>{sentence}</p>
      {said !== null && <p className={styles['said']}>{said}</p>}
      {selected !== null && (
        <button type="button" className="unseen" onClick={() => selecting.clear()}>
          Look at nothing
        </button>
      )}
    </div>
  );
}
