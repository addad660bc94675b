import { type ReactNode, use, useRef } from 'react';

import type { LaterPicture } from '../../export/later-pictures.ts';
import type { Size } from '../../scenes/mark.ts';
import type { Moment, Picture } from '../../scenes/picture.ts';
import { type ThemeName, themes } from '../../scenes/theme.ts';
import { usePlayback, useSelection, useTimeline } from '../lab-context.tsx';
import { useSelect } from '../shell/use-select.ts';
import { Line } from '../widgets/Line.tsx';
import { loadAllPictures, loadPicture } from './load-picture.ts';
import { SceneTable } from './SceneTable.tsx';
import styles from './Stage.module.css';
import { SvgLayer } from './SvgLayer.tsx';
import { usePreparing } from './use-preparing.ts';
import { useSize } from './use-size.ts';

// One that cannot be fetched now is asked for again when it is looked at.
loadAllPictures().catch(() => undefined);

interface PictureStageProps {
  readonly name: LaterPicture;
  readonly theme: ThemeName;
}

/** Any picture but the ring. All of it is SVG: it changes when something happens, not each frame. */
export function PictureStage({ name, theme }: PictureStageProps): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  const size = useSize(element);
  const { surface, ink } = themes[theme];
  return (
    <div ref={element} className={styles['stage']} style={{ background: surface, color: ink }}>
      {size !== null && size.width > 0 && size.height > 0 && (
        <Figure name={name} theme={theme} size={size} />
      )}
    </div>
  );
}

function Figure({ name, theme, size }: PictureStageProps & { readonly size: Size }): ReactNode {
  const picture: Picture = use(loadPicture(name));
  const moment = usePreparing(picture, useMoment());
  const isPlaying = usePlayback((state) => state.isPlaying && !state.isResting);
  const select = useSelect();
  const colours = themes[theme];
  const scene = picture.scene({ ...moment, size, theme: colours });
  return (
    <>
      <SvgLayer scene={scene} marks={scene.still} theme={colours} onSelect={select} />
      {!isPlaying && <SceneTable table={scene.table} />}
    </>
  );
}

/** What the picture shows, in words. */
export function PictureSentence({ name, className }: PictureSentenceProps): ReactNode {
  const picture: Picture = use(loadPicture(name));
  return <Line text={picture.sentence(usePreparing(picture, useMoment()))} className={className} />;
}

interface PictureSentenceProps {
  readonly name: LaterPicture;
  readonly className: string | undefined;
}

function useMoment(): Moment {
  const view = useTimeline((state) => state.view);
  const trace = useTimeline((state) => state.branch.trace);
  const selection = useSelection((state) => state.selected);
  const compared = useSelection((state) => state.compared);
  return { view, trace, selection, compared };
}
