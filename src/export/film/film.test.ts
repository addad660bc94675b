import { expect, describe, test, onTestFinished, vi } from 'vitest';

import { crc32 } from '../../base/crc32.ts';
import { isIn } from '../../lab/diagram.ts';
import { readingMs } from '../../lab/pace.ts';
import type { CanvasLike } from '../../scenes/paint/canvas.ts';
import { paintCanvas } from '../../scenes/paint/canvas.ts';
import { replicas } from '../../scenes/replicas/replicas-picture.ts';
import { themes } from '../../scenes/theme.ts';
import { play } from '../../sim/testing/play.ts';
import { noFilter } from '../../trace/filter.ts';
import { saidNow } from '../../trace/said-now.ts';
import { pictureNames } from '../../trace/pictures.ts';
import { Projector } from '../../trace/project.ts';
import type { Trace } from '../../trace/trace.ts';
import { Captions } from './captions.ts';
import { filmFrames, type FilmFrame } from './film-frames.ts';
import { frameScene } from './frame-scene.ts';
import { captionOf, wordsOf } from './frame-words.ts';
import type { FilmOrder } from './film-order.ts';
import { makeFilm } from './make-film.ts';
import { shotsOf } from './shots.ts';

type Wanted = Pick<FilmOrder, 'picture' | 'selection' | 'diagram'>;

const script = `lab 1
cluster A B C D E F
at 20ms put cart milk as alice
at 300ms say B is gone.
kill B
at 500ms put cart eggs as alice
until 700ms
`;
const order = { fromUs: 0, toUs: 700_000, speed: 1 / 5, title: null };

const diagram = {
  window: { fromUs: 0, toUs: 100_000 },
  filter: noFilter,
  isTracing: true,
};
const ring = { picture: null, selection: null, diagram };

function framesOf(trace: Trace): FilmFrame[] {
  return [...filmFrames(trace, new Projector(trace), order)];
}

/** A hash of everything that is painted, frame by frame. */
async function hashes(trace: Trace, wanted: Wanted = ring): Promise<number[]> {
  const shots = await shotsOf(trace, wanted);
  return framesOf(trace).map((frame) => {
    const calls: string[] = [];
    const shot = shots.at(frame.view);
    const scene = frameScene(frame, shot, wordsOf(shot), null, themes.dark);
    paintCanvas(recorder(calls), scene, themes.dark);
    return crc32(new TextEncoder().encode(calls.join('\n')));
  });
}

/** A canvas that writes down what is asked of it. */
function recorder(calls: string[]): CanvasLike {
  return new Proxy({} as CanvasLike, {
    get:
      (_, name) =>
      (...args: unknown[]) =>
        void calls.push(`${String(name)} ${args.join(' ')}`),
    set: (_, name, value) => {
      calls.push(`${String(name)} = ${String(value)}`);
      return true;
    },
  });
}

describe('A film', () => {
  test('of the same run has the same frames, and of another run others', async () => {
    const first = await hashes(play(script).trace);
    expect(first.length).toBeGreaterThan(90);
    expect(new Set(first).size).toBeGreaterThan(40);
    expect(await hashes(play(script).trace)).toEqual(first);
    const other = await hashes(play(script.replace('\nat 20ms', '\nset seed=2\nat 20ms')).trace);
    expect(other).not.toEqual(first);
  });

  test.each(pictureNames.filter((name) => name !== 'ring'))(
    'of %s has the same frames each time, and not those of the ring',
    async (picture) => {
      const { trace } = play(script);
      const wanted = { picture, selection: { type: 'key', key: 'cart' }, diagram } as const;
      const first = await hashes(trace, wanted);
      expect(await hashes(play(script).trace, wanted)).toEqual(first);
      const ofRing = new Set(await hashes(trace));
      expect(first.filter((hash) => ofRing.has(hash))).toEqual([]);
    },
  );

  test('of the diagram is what the page shows of it, and turns as the page does', async () => {
    const { trace } = play(script);
    const wanted = {
      picture: 'space-time',
      selection: { type: 'key', key: 'cart' },
      diagram,
    } as const;
    const first = await hashes(trace, wanted);
    expect(await hashes(play(script).trace, wanted)).toEqual(first);
    const differing = async (change: Partial<typeof diagram>): Promise<number> => {
      const others = await hashes(trace, { ...wanted, diagram: { ...diagram, ...change } });
      return first.filter((hash, frame) => hash !== others[frame]).length;
    };
    expect(await differing({})).toBe(0);
    expect(await differing({ isTracing: false })).toBe(first.length);
    expect(await differing({ filter: { ...noFilter, key: 'list' } })).toBe(first.length);

    const shots = await shotsOf(trace, wanted);
    for (const { view } of framesOf(trace)) {
      const { window } = shots.at(view).diagram ?? {};
      expect(window && isIn(window, view.cursor.at)).toBe(true);
      expect(window && window.toUs - window.fromUs).toBe(100_000);
    }
  });

  test('follows what the run shows, and of what', async () => {
    const { trace } = play(script.replace('kill B\n', 'show replicas cart\nkill B\n'));
    const [shots, plain] = [await shotsOf(trace, ring), await hashes(play(script).trace)];
    const shown = framesOf(trace).map(({ view }) => shots.at(view));
    const [before, after] = [shown[0], shown.at(-1)];
    expect(before?.picture).toBeNull();
    expect(after?.picture).toBe(replicas);
    expect(after?.selection).toEqual({ type: 'key', key: 'cart' });
    const followed = await hashes(trace);
    expect(followed.slice(0, 40)).toEqual(plain.slice(0, 40));
    expect(followed.at(-1)).not.toBe(plain.at(-1));
  });

  test('goes at its pace from frame to frame, and shows the last moment for two seconds', () => {
    const { trace } = play(script);
    const frames = framesOf(trace);
    const moments = frames.map(({ cursor }) => cursor.at);
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    expect(moments.slice(0, 4)).toEqual([0, 6_667, 13_333, 20_000]);
    expect(moments.slice(-60)).toEqual(Array.from({ length: 60 }, () => 700_000));
  });

  test('skips what is quiet for long, and says how much', async () => {
    const { trace } = play(script.replaceAll('500ms', '5s').replace('700ms', '5200ms'));
    const all = { ...order, toUs: 5_200_000 };
    const frames = [...filmFrames(trace, new Projector(trace), all)];
    const told = frames.filter(({ skippedUs }) => (skippedUs ?? 0) > 3_000_000);
    expect(told).toHaveLength(30);
    expect(frames.length).toBeLessThan(30 * 12);
    const frame = told[0] as FilmFrame;
    const shots = await shotsOf(trace, ring);
    const shot = shots.at(frame.view);
    const scene = frameScene(frame, shot, wordsOf(shot), null, themes.light);
    expect(scene.moving.at(-2)).toMatchObject({
      text: expect.stringMatching(/^\d\.\d{3} s, then 4\.\d{3} s pass$/) as string,
    });
  });

  test('says below its picture what is said, or what happens', async () => {
    const { trace } = play(script);
    const shots = await shotsOf(trace, ring);
    const words = framesOf(trace).map(({ view }) => wordsOf(shots.at(view)));
    expect(words.every(({ sentence }) => sentence.length > 0)).toBe(true);
    expect(new Set(words.map(captionOf)).size).toBeGreaterThan(3);
    const frame = framesOf(trace).at(-1) as FilmFrame;
    const both = { said: 'This is said.', sentence: 'This happens.' };
    const scene = frameScene(frame, shots.at(frame.view), both, 'A title', themes.light);
    const texts = scene.moving.flatMap((mark) => (mark.type === 'text' ? [mark.text] : []));
    expect(texts.slice(-4)).toEqual(['This is said.', 'This happens.', '0.700 s', 'A title']);
  });

  test('begins with its title, and shows what was said until it can be read', () => {
    const said = 'B is a home node of cart: it is gone, with all that it had in memory.';
    const { trace } = play(script.replace('say B is gone.\nkill B', `kill B\nsay ${said}`));
    const titled = { ...order, speed: 1 / 60, title: 'A cart' };
    const frames = [...filmFrames(trace, new Projector(trace), titled)];
    expect(frames.findIndex(({ isTitle }) => !isTitle)).toBe(60);
    const standing = frames.filter(({ view }) => saidNow(view) === said);
    expect(standing.length / 30).toBeCloseTo(readingMs(said, 1 / 60) / 1_000, 1);
    expect(standing.at(-1)?.cursor.at).toBeLessThan(500_000);
  });
});

test('Captions are WebVTT, one cue as long as its sentence stands', () => {
  const captions = new Captions();
  for (const [frame, text] of ['A & B', 'A & B', '', 'C', 'A & B'].entries()) {
    captions.add(frame, text);
  }
  expect(captions.toString()).toBe(`WEBVTT

00:00:00.000 --> 00:00:00.067
A &amp; B

00:00:00.100 --> 00:00:00.133
C

00:00:00.133 --> 00:00:00.167
A &amp; B
`);
});

test.each([
  [true, /^This browser can encode no film: /],
  [false, /^Browsers encode films only on a page that came over https, /],
])('Where nothing can be encoded, one sentence says so; secure: %s', async (isSecure, sentence) => {
  vi.stubGlobal('isSecureContext', isSecure);
  onTestFinished(() => void vi.unstubAllGlobals());
  const making = makeFilm(
    play(script).trace.events,
    { ...order, ...ring, theme: 'light', height: 720 },
    () => undefined,
  );
  await expect(making).rejects.toThrow(sentence);
});
