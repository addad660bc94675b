import { type ReactNode, use, useRef } from 'react';

import type { LaterPicture } from '../../export/later-pictures.ts';
import type { Target } from '../../scenes/mark.ts';
import type { Moment, Picture } from '../../scenes/picture.ts';
import { sentenceAt } from '../../scenes/sentence/sentence.ts';
import { type ThemeName, themes } from '../../scenes/theme.ts';
import type { PictureName } from '../../trace/pictures.ts';
import { loadPicture } from '../stage/load-picture.ts';
import { SceneTable } from '../stage/SceneTable.tsx';
import { Stage } from '../stage/Stage.tsx';
import stage from '../stage/Stage.module.css';
import { SvgLayer } from '../stage/SvgLayer.tsx';
import { usePreparing } from '../stage/use-preparing.ts';
import { useSize } from '../stage/use-size.ts';

interface ComparedPictureProps {
  readonly name: PictureName;
  readonly moment: Moment;
  readonly theme: ThemeName;
  readonly isPlaying: boolean;
  readonly onSelect: (target: Target | null) => void;
}

/** The picture that is chosen, of one of two runs. */
export function ComparedPicture(props: ComparedPictureProps): ReactNode {
  const { name, moment, theme, isPlaying, onSelect } = props;
  if (name !== 'ring') return <Figure {...props} name={name} />;
  const { view, selection } = moment;
  return (
    <Stage
      view={view}
      theme={theme}
      selection={selection}
      isPlaying={isPlaying}
      isFollowed={false}
      onSelect={onSelect}
    />
  );
}

type FigureProps = ComparedPictureProps & { readonly name: LaterPicture };

function Figure({ name, moment, theme, isPlaying, onSelect }: FigureProps): ReactNode {
  const picture: Picture = use(loadPicture(name));
  const element = useRef<HTMLDivElement>(null);
  const size = useSize(element);
  const colours = themes[theme];
  const isRoom = size !== null && size.width > 0 && size.height > 0;
  const shown = usePreparing(picture, moment);
  const scene = isRoom ? picture.scene({ ...shown, size, theme: colours }) : null;
  return (
    <div
      ref={element}
      className={stage['stage']}
      style={{ background: colours.surface, color: colours.ink }}
    >
      {scene && <SvgLayer scene={scene} marks={scene.still} theme={colours} onSelect={onSelect} />}
      {scene && !isPlaying && <SceneTable table={scene.table} />}
    </div>
  );
}

interface SentenceProps {
  readonly name: PictureName;
  readonly moment: Moment;
}

/** What it shows, in words. */
export function ComparedSentence({ name, moment }: SentenceProps): ReactNode {
  if (name !== 'ring') return <FigureSentence name={name} moment={moment} />;
  return sentenceAt(moment.view, moment.trace, moment.selection);
}

function FigureSentence({ name, moment }: SentenceProps & { readonly name: LaterPicture }) {
  const picture: Picture = use(loadPicture(name));
  return picture.sentence(usePreparing(picture, moment));
}
