import { expect, describe, test } from 'vitest';

import { crc32 } from '../../base/crc32.ts';
import type { CanvasLike } from '../../scenes/paint/canvas.ts';
import { paintCanvas } from '../../scenes/paint/canvas.ts';
import { themes } from '../../scenes/theme.ts';
import { play } from '../../sim/testing/play.ts';
import { Projector } from '../../trace/project.ts';
import type { Trace } from '../../trace/trace.ts';
import { Captions } from './captions.ts';
import { filmFrames, type FilmFrame } from './film-frames.ts';
import { captionOf, frameScene } from './frame-scene.ts';
import { makeFilm } from './make-film.ts';

const script = `lab 1
cluster A B C D E F
at 20ms put cart milk as alice
at 300ms say B is gone.
kill B
at 500ms put cart eggs as alice
until 700ms
`;
const order = { fromUs: 0, toUs: 700_000, speed: 1 / 5 };

function framesOf(trace: Trace): FilmFrame[] {
  return [...filmFrames(trace, new Projector(trace), order)];
}

/** A hash of everything that is painted, frame by frame. */
function hashes(trace: Trace): number[] {
  return framesOf(trace).map((frame) => {
    const calls: string[] = [];
    paintCanvas(
      recorder(calls),
      frameScene(frame, captionOf(frame.view, trace), themes.dark),
      themes.dark,
    );
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
  test('of the same run has the same frames, and of another run others', () => {
    const first = hashes(play(script).trace);
    expect(first.length).toBeGreaterThan(90);
    expect(new Set(first).size).toBeGreaterThan(40);
    expect(hashes(play(script).trace)).toEqual(first);
    const other = hashes(play(script.replace('\nat 20ms', '\nset seed=2\nat 20ms')).trace);
    expect(other).not.toEqual(first);
  });

  test('goes at its pace from frame to frame, and shows the last moment for two seconds', () => {
    const { trace } = play(script);
    const frames = framesOf(trace);
    const moments = frames.map(({ cursor }) => cursor.at);
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    expect(moments.slice(0, 4)).toEqual([0, 6_667, 13_333, 20_000]);
    expect(moments.slice(-60)).toEqual(Array.from({ length: 60 }, () => 700_000));
  });

  test('skips what is quiet for long, and says how much', () => {
    const { trace } = play(script.replaceAll('500ms', '5s').replace('700ms', '5200ms'));
    const all = { ...order, toUs: 5_200_000 };
    const frames = [...filmFrames(trace, new Projector(trace), all)];
    const told = frames.filter(({ skippedUs }) => (skippedUs ?? 0) > 3_000_000);
    expect(told).toHaveLength(30);
    expect(frames.length).toBeLessThan(30 * 12);
    const scene = frameScene(told[0] as FilmFrame, '', themes.light);
    expect(scene.moving.at(-1)).toMatchObject({
      text: expect.stringMatching(/^\d\.\d{3} s, then 4\.\d{3} s pass$/) as string,
    });
  });

  test('says below its picture what is said, or what happens', () => {
    const { trace } = play(script);
    const captions = framesOf(trace).map(({ view }) => captionOf(view, trace));
    expect(captions.every((caption) => caption.length > 0)).toBe(true);
    expect(new Set(captions).size).toBeGreaterThan(3);
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

test('Where nothing can be encoded, one sentence says so', async () => {
  const making = makeFilm(
    play(script).trace.events,
    { ...order, theme: 'light', height: 720, title: null },
    () => undefined,
  );
  await expect(making).rejects.toThrow(/^This browser can encode no film: /);
});
