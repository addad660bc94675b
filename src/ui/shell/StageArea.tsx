import { useMemo, useState } from 'react';
import { useStore } from 'zustand';

import { focusOf } from '../../scenes/focus.ts';
import { angleOfPosition, polar } from '../../scenes/geometry.ts';
import type { Target } from '../../scenes/mark.ts';
import type { WalkStep } from '../../scenes/ring/walk-steps.ts';
import { sentenceAt } from '../../scenes/sentence/sentence.ts';
import type { ThemeName } from '../../scenes/theme.ts';
import type { PictureName } from '../../trace/pictures.ts';
import { saidNow } from '../../trace/said-now.ts';
import type { View } from '../../trace/view.ts';
import {
  PartProvider,
  useLab,
  usePlayback,
  useSelection,
  useTimeline,
  useView,
} from '../lab-context.tsx';
import { type Live, Stage } from '../stage/Stage.tsx';
import { ZoomArea } from '../stage/ZoomArea.tsx';
import { PictureChoice } from '../stage/PictureChoice.tsx';
import { CornerNotes, Crashes, PictureSentence, PictureStage, WalkControl } from './later.tsx';
import { Line } from '../widgets/Line.tsx';
import styles from './StageArea.module.css';
import { useSelect } from './use-select.ts';

/** The picture, and in words what it shows. */
export function StageArea({ theme }: { theme: ThemeName }) {
  const { staging } = useLab();
  const picture = useStore(staging.store, (state) => state.picture);
  const [walkStep, setWalkStep] = useState<WalkStep | null>(null);
  const keyPlace = useKeyPlace();
  return (
    <PartProvider value="stage">
      <section className={styles['area']} aria-label="Stage">
        <Crashes />
        <PictureChoice />
        <div className={styles['stage']}>
          {picture === 'ring' ? (
            <>
              <ZoomArea first={keyPlace}>
                {(zoom) => <RingStage theme={theme} walkStep={walkStep} zoom={zoom} />}
              </ZoomArea>
              <WalkControl onStep={setWalkStep} />
            </>
          ) : (
            <PictureStage name={picture} theme={theme} />
          )}
          <CornerNotes />
        </div>
        <Caption picture={picture} walkStep={walkStep} isEchoing={theme === 'projector'} />
      </section>
    </PartProvider>
  );
}

/** About where the key in focus lies on the stage: to look there first. */
function useKeyPlace(): (stage: HTMLElement) => { x: number; y: number } | null {
  const { timeline, selecting } = useLab();
  return ({ clientWidth, clientHeight }) => {
    const { key } = focusOf(timeline.state.view, selecting.store.getState().selected);
    if (key === null) return null;
    const reach = Math.min(clientWidth, clientHeight) * 0.36;
    const at = polar(
      { x: clientWidth / 2, y: clientHeight / 2 },
      reach,
      angleOfPosition(key.position),
    );
    return { x: at.x / clientWidth, y: at.y / clientHeight };
  };
}

interface RingStageProps {
  readonly theme: ThemeName;
  readonly walkStep: WalkStep | null;
  readonly zoom: number;
}

function RingStage({ theme, walkStep, zoom }: RingStageProps) {
  const view = useView((now) => now);
  const selection = useSelection((state): Target | null => state.selected);
  const isPlaying = usePlayback((state) => state.isPlaying && !state.isResting);
  const select = useSelect();
  const live = useLive();
  return (
    <Stage
      live={live}
      walkStep={walkStep}
      zoom={zoom}
      view={view}
      theme={theme}
      selection={selection}
      isPlaying={isPlaying}
      onSelect={select}
    />
  );
}

function useLive(): Live {
  const { store } = useLab().timeline;
  return useMemo(
    () => ({
      viewNow: () => store.getState().view,
      follow: (onMove) =>
        store.subscribe(({ view }, before) => {
          if (view !== before.view) onMove();
        }),
    }),
    [store],
  );
}

interface CaptionProps {
  readonly picture: PictureName;
  readonly walkStep: WalkStep | null;
  readonly isEchoing: boolean;
}

/** What was said to the audience, and the sentence; on a projector also the last command. */
function Caption({ picture, walkStep, isEchoing }: CaptionProps) {
  const selected = useSelection((state) => state.selected);
  const sentence = useTimeline(({ view, branch }) => sentenceAt(view, branch.trace, selected));
  const said = useView(saidNow);
  const last = useView(lastCommand);
  const isBoth = said !== null && !walkStep && (said !== sentence || picture !== 'ring');
  const place = styles[isBoth ? 'below' : 'sentence'];
  return (
    <div className={styles['caption']} data-picture={picture}>
      {isEchoing && said === null && <code className={styles['echo']}>{last}</code>}
      {isBoth && <Line text={said} className={styles['sentence']} />}
      {picture === 'ring' ? (
        <Line text={walkStep?.sentence ?? sentence} className={place} />
      ) : (
        <PictureSentence name={picture} className={place} />
      )}
    </div>
  );
}

function lastCommand({ log }: View): string | null {
  return log.findLast(({ line }) => !/^(say|show|mark)\b/.test(line))?.line ?? null;
}
