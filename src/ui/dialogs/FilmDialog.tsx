import { useEffect, useRef, useState } from 'react';

import { showTime } from '../../base/time.ts';
import type { FilmOrder } from '../../export/film/film-order.ts';
import { framesPerSecond } from '../../export/film/film-order.ts';
import { type FilmInTheMaking, type FilmWorker, startFilm } from '../../export/film/film-studio.ts';
import type { Film, FilmProgress } from '../../export/film/make-film.ts';
import { fileName } from '../../export/save.ts';
import type { Branch } from '../../lab/branch.ts';
import { horizonOf } from '../../lab/branch.ts';
import { isOver } from '../../lab/idle.ts';
import { defaultSpeed, showSpeed, speeds } from '../../lab/pace.ts';
import type { ThemeName } from '../../scenes/theme.ts';
import { isPictureName, pictureNames } from '../../trace/pictures.ts';
import { saveFile } from '../files/save-file.ts';
import { useBranch, useLab } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';
import { Choice } from '../widgets/Choice.tsx';
import { Dialog } from './Dialog.tsx';
import styles from './Dialog.module.css';

const themeWords: Readonly<Record<ThemeName, string>> = {
  light: 'light',
  dark: 'dark',
  projector: 'projector',
};
const follow = 'follow';
const spaceTime = 'space-time';
const pictureWords: Readonly<Record<string, string>> = {
  [follow]: 'what the run shows',
  ...Object.fromEntries(pictureNames.map((name) => [name, name])),
  [spaceTime]: 'space–time, as it is looked at',
};
const heights = { '720': '720p', '1080': '1080p' } as const;
const paces = Object.fromEntries(
  speeds
    .filter((speed) => speed >= 1 / 200 && speed < 1)
    .map((speed) => [String(speed), `${showSpeed(speed)} of real time`]),
);

interface FilmDialogProps {
  readonly theme: ThemeName;
  readonly startWorker: () => FilmWorker | null;
  readonly onClose: () => void;
}

type Making =
  | { readonly phase: 'asked' }
  | { readonly phase: 'going'; readonly progress: FilmProgress | null }
  | { readonly phase: 'done'; readonly film: Film; readonly tookMs: number }
  | { readonly phase: 'failed'; readonly why: string };

/** A stretch of the run as a film, painted from the trace frame by frame. */
export function FilmDialog({ theme: themeNow, startWorker, onClose }: FilmDialogProps) {
  const { timeline, playback, travel, staging, selecting, diagram } = useLab();
  const title = useBranch((branch) => branch.run.title);
  const [places, setPlaces] = useState(() => placesOf(timeline.state.branch));
  const isOpen = useBranch(goesOn);
  const times = Object.keys(places);
  const [from, setFrom] = useState(times[0] ?? '0');
  const [to, setTo] = useState(times.at(-1) ?? '0');
  const [theme, setTheme] = useState(themeNow);
  const [picture, setPicture] = useState<string>(() => {
    const { view } = timeline.state;
    const staged = staging.store.getState().picture;
    return staged === (view.shown?.picture ?? 'ring') ? follow : staged;
  });
  const [height, setHeight] = useState<keyof typeof heights>('720');
  const [speed, setSpeed] = useState(String(defaultSpeed));
  const [making, setMaking] = useState<Making>({ phase: 'asked' });
  const current = useRef<FilmInTheMaking | null>(null);
  useEffect(() => () => current.current?.cancel(), []);

  const letItEnd = async (): Promise<void> => {
    const { branch } = timeline.state;
    const { cursor } = branch;
    playback.pause();
    timeline.moveTo(horizonOf(branch));
    await travel.runOut();
    timeline.moveTo(cursor);
    const all = placesOf(timeline.state.branch);
    setPlaces(all);
    setTo(Object.keys(all).at(-1) ?? to);
  };
  const make = async (): Promise<void> => {
    const order: FilmOrder = {
      fromUs: Number(from),
      toUs: Number(to),
      speed: Number(speed),
      theme,
      height: height === '720' ? 720 : 1080,
      title,
      picture: picture === spaceTime || isPictureName(picture) ? picture : null,
      diagram: diagram.state,
      selection: picture === follow ? null : selecting.store.getState().selected,
    };
    const startedMs = performance.now();
    setMaking({ phase: 'going', progress: null });
    const { events } = timeline.state.branch.trace;
    current.current = startFilm(startWorker(), events, order, (progress) =>
      setMaking({ phase: 'going', progress }),
    );
    try {
      const film = await current.current.film;
      const tookMs = performance.now() - startedMs;
      setMaking(film ? { phase: 'done', film, tookMs } : { phase: 'asked' });
    } catch (error) {
      setMaking({ phase: 'failed', why: error instanceof Error ? error.message : String(error) });
    }
  };
  const isGoing = making.phase === 'going';
  const wrongOrder = Number(to) > Number(from) ? null : 'The film must end after it begins.';
  return (
    <Dialog title="Make a film" onClose={onClose}>
      <p className={styles['soft']}>
        Painted from the trace, 30 frames a second, with the sentence of each moment. What is quiet
        for long is skipped, and the film says so. Only what has happened can be filmed.
      </p>
      <div className={styles['choices']}>
        <Choice label="Picture" value={picture} options={pictureWords} onChange={setPicture} />
        <Choice label="From" value={from} options={places} onChange={setFrom} />
        <Choice label="To" value={to} options={places} onChange={setTo} />
        <Choice label="Pace" value={speed} options={paces} onChange={setSpeed} />
        <Choice label="Size" value={height} options={heights} onChange={setHeight} />
        <Choice label="Theme" value={theme} options={themeWords} onChange={setTheme} />
      </div>
      <State making={making} />
      <div className={styles['buttons']}>
        {isGoing ? (
          <Button onPress={() => current.current?.cancel()}>Cancel</Button>
        ) : (
          <Button
            look={making.phase === 'done' ? 'framed' : 'strong'}
            reason={wrongOrder}
            onPress={() => void make()}
          >
            Make the film
          </Button>
        )}
        {isOpen && !isGoing && (
          <Button onPress={() => void letItEnd()}>Let the run happen to its end</Button>
        )}
        {making.phase === 'done' && <Saving film={making.film} title={title} />}
      </div>
    </Dialog>
  );
}

function State({ making }: { making: Making }) {
  if (making.phase === 'going') {
    const { frames, ofFrames } = making.progress ?? { frames: 0, ofFrames: 1 };
    const words = making.progress ? `${frames} of ${ofFrames} frames` : 'trying the encoder…';
    return (
      <label className={styles['progress']}>
        <progress value={frames} max={ofFrames} />
        <span>{words}</span>
      </label>
    );
  }
  if (making.phase === 'failed') {
    return (
      <p role="alert" className={styles['fault']}>
        {making.why}
      </p>
    );
  }
  return <output>{making.phase === 'done' && doneWords(making.film, making.tookMs)}</output>;
}

function Saving({ film, title }: { film: Film; title: string | null }) {
  const lab = useLab();
  const { bytes, captions, format } = film;
  return (
    <>
      <Button
        look="strong"
        onPress={() => saveFile(lab, bytes, fileName(title, format.ending), format.type)}
      >
        Save the film
      </Button>
      <Button onPress={() => saveFile(lab, captions, fileName(title, 'vtt'), 'text/vtt')}>
        Save the captions
      </Button>
    </>
  );
}

function doneWords({ format, frames, bytes }: Film, tookMs: number): string {
  const seconds = frames / framesPerSecond;
  const size = `${(bytes.byteLength / 1_000_000).toFixed(1)} MB`;
  return `${format.name}: ${seconds.toFixed(1)} s, ${size}, made in ${(tookMs / 1_000).toFixed(1)} s.`;
}

/** The moments that a film can begin and end at, by their time: start, marks, and the end. */
/** Is there more of the run than has happened? */
function goesOn(branch: Branch): boolean {
  return !branch.isRecorded && !isOver(branch, branch.projector.at(horizonOf(branch)));
}

function placesOf(branch: Branch): Readonly<Record<string, string>> {
  const endUs = horizonOf(branch).at;
  const marks = branch.trace.events.flatMap((event) =>
    event.type === 'marked'
      ? [[String(event.at), `${event.name}, ${showTime(event.at)}`] as const]
      : [],
  );
  const now = branch.cursor.at;
  const places = new Map([
    [String(now), `this moment, ${showTime(now)}`],
    ['0', 'the start'],
    ...marks,
    [String(endUs), `the end so far, ${showTime(endUs)}`],
  ]);
  return Object.fromEntries([...places].toSorted(([a], [b]) => Number(a) - Number(b)));
}
