import { use, useMemo, useState } from 'react';

import type { Embedded } from '../../export/embedded.ts';
import { type PictureKind, pictureScene } from '../../export/picture/picture-scene.ts';
import { pngFile } from '../../export/picture/png-file.ts';
import { svgFile } from '../../export/picture/svg-file.ts';
import { fileName } from '../../export/save.ts';
import { placeNow } from '../../lab/go-to-place.ts';
import { printPlace } from '../../lab/place.ts';
import { focusOf } from '../../scenes/focus.ts';
import type { Size } from '../../scenes/mark.ts';
import { stepsOfWalk } from '../../scenes/ring/walk-steps.ts';
import { type ThemeName, themes } from '../../scenes/theme.ts';
import { printRun } from '../../sim/script/print.ts';
import { useLab } from '../lab-context.tsx';
import { saveFile } from '../files/save-file.ts';
import { loadPicture } from '../stage/load-picture.ts';
import { Button } from '../widgets/Button.tsx';
import { Choice } from '../widgets/Choice.tsx';
import { Dialog } from './Dialog.tsx';
import styles from './Dialog.module.css';

const kinds: Readonly<Record<PictureKind, string>> = {
  stage: 'what is on the stage',
  'space-time': 'space–time, as it is shown',
  'space-time-whole': 'space–time, all that is known',
};

const sizes: Readonly<Record<string, Size>> = {
  '1280 × 720, a slide': { width: 1280, height: 720 },
  '900 × 900, a square': { width: 900, height: 900 },
  '1280 × 420, a strip': { width: 1280, height: 420 },
};

const formats = { svg: 'SVG', png1: 'PNG, 1×', png2: 'PNG, 2×', png4: 'PNG, 4×' } as const;
const themeWords: Readonly<Record<ThemeName, string>> = {
  light: 'light',
  dark: 'dark',
  projector: 'projector',
};

interface PictureDialogProps {
  readonly theme: ThemeName;
  readonly onClose: () => void;
}

/** This moment as a figure for a slide or a page; dropped on the lab, it opens the run again. */
export function PictureDialog({ theme: themeNow, onClose }: PictureDialogProps) {
  const lab = useLab();
  const [kind, setKind] = useState<PictureKind>('stage');
  const [sizeName, setSizeName] = useState(Object.keys(sizes)[0] ?? '');
  const [themeName, setThemeName] = useState(themeNow);
  const [format, setFormat] = useState<keyof typeof formats>('svg');
  const [moment] = useState(() => momentOf(lab));
  const theme = themes[themeName];
  const { picture } = moment;
  const staged = picture === 'ring' ? null : use(loadPicture(picture));
  const scene = useMemo(() => {
    const size = sizes[sizeName] ?? { width: 1280, height: 720 };
    return pictureScene(kind, { ...moment, staged, size, theme });
  }, [kind, moment, staged, sizeName, theme]);
  const svg = useMemo(
    () => svgFile(scene, theme, moment.embedded),
    [scene, theme, moment.embedded],
  );
  const store = async (): Promise<void> => {
    if (format === 'svg') {
      saveFile(lab, svg, fileName(moment.title, 'svg'), 'image/svg+xml');
      return;
    }
    const blob = await pngFile(scene, theme, Number(format.slice(3)), moment.embedded);
    saveFile(lab, blob, fileName(moment.title, 'png'), 'image/png');
  };
  const tellFailure = (error: unknown): void => {
    const why = error instanceof Error ? error.message : String(error);
    lab.notices.tell('refusal', `The picture could not be made: ${why}.`);
  };
  return (
    <Dialog title="Save a picture" onClose={onClose}>
      <Preview svg={svg} sentence={scene.sentence} />
      <div className={styles['choices']}>
        <Choice label="Picture" value={kind} options={kinds} onChange={setKind} />
        <Choice
          label="Size"
          value={sizeName}
          options={Object.fromEntries(Object.keys(sizes).map((name) => [name, name]))}
          onChange={setSizeName}
        />
        <Choice label="Theme" value={themeName} options={themeWords} onChange={setThemeName} />
        <Choice label="Format" value={format} options={formats} onChange={setFormat} />
      </div>
      <p className={styles['soft']}>
        The run is in the file: dropped on this page it opens again, at this moment.
      </p>
      <div className={styles['buttons']}>
        <Button look="strong" onPress={() => void store().catch(tellFailure)}>
          Save
        </Button>
      </div>
    </Dialog>
  );
}

/** What is shown now: it stays the same while the dialog is open, whatever goes on behind it. */
function momentOf(lab: ReturnType<typeof useLab>) {
  const { view, branch } = lab.timeline.state;
  const { run, trace } = branch;
  const { selected, compared } = lab.selecting.store.getState();
  const { step } = lab.walking.getState();
  const steps = step === null ? [] : stepsOfWalk(view, focusOf(view, selected));
  const embedded: Embedded = { script: printRun(run), place: printPlace(placeNow(lab)) };
  return {
    view,
    trace,
    selection: selected,
    compared,
    walkStep: steps[Math.min(step ?? 0, steps.length - 1)] ?? null,
    diagram: lab.diagram.state,
    picture: lab.staging.store.getState().picture,
    embedded,
    title: run.title,
  };
}

function Preview({ svg, sentence }: { svg: string; sentence: string }) {
  const address = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  return <img className={styles['preview']} src={address} alt={sentence} />;
}
