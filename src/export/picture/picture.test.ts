import { deflateSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { crc32 } from '../../base/crc32.ts';
import { focusOf } from '../../scenes/focus.ts';
import { ringScene } from '../../scenes/ring/ring.ts';
import { stepsOfWalk } from '../../scenes/ring/walk-steps.ts';
import { spaceTimeScene } from '../../scenes/space-time/space-time.ts';
import { paintSvg } from '../../scenes/paint/svg.ts';
import { themes } from '../../scenes/theme.ts';
import { history } from '../../scenes/history/history.ts';
import { play } from '../../sim/testing/play.ts';
import { noFilter } from '../../trace/filter.ts';
import { project } from '../../trace/project.ts';
import { healthy } from '../../trace/testing/healthy-run.ts';
import type { Embedded } from '../embedded.ts';
import { type PictureInput, type PictureKind, pictureScene } from './picture-scene.ts';
import { isPng, readPngRun, pngWithRun } from './png-text.ts';
import { readSvgFile, svgFile } from './svg-file.ts';

const { trace } = healthy();
const view = project(trace, trace.end());
const input = {
  view,
  trace,
  selection: null,
  compared: null,
  staged: null,
  walkStep: null,
  diagram: { window: { fromUs: 0, toUs: 250_000 }, filter: noFilter, isTracing: false },
  size: { width: 640, height: 400 },
  theme: themes.light,
};
const scene = pictureScene('stage', input);
const embedded: Embedded = {
  script: 'lab 1\ntitle "A & B" <now>\ncluster A B\nput é "]]>"\n',
  place: 't=1.2s&after=12&select=node:A',
};
const anyEmbedded: fc.Arbitrary<Embedded> = fc.record({
  script: fc.string({ unit: 'grapheme' }),
  place: fc.string(),
});

function arrows(svg: string): number {
  return svg.split('<path').length + svg.split('<line').length;
}

/** One white dot, as the specification has it. */
function smallPng(): Uint8Array {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(body.length + 8);
    frame.writeUInt32BE(data.length, 0);
    body.copy(frame, 4);
    frame.writeUInt32BE(crc32(body), body.length + 4);
    return frame;
  };
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
      chunk('IDAT', deflateSync(Buffer.from([0, 255]))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

describe('A picture', () => {
  test('of the ring is what the stage shows', () => {
    const shown = ringScene({ ...input, atUs: view.cursor.at });
    expect(paintSvg(scene, themes.light)).toBe(paintSvg(shown, themes.light));
  });

  test('of another picture on the stage is that picture', () => {
    const staged = pictureScene('stage', { ...input, staged: history });
    expect(paintSvg(staged, themes.light)).toBe(paintSvg(history.scene(input), themes.light));
  });

  test('of a step of the preference walk stops where that does', () => {
    const selection = { type: 'key', key: 'cart' } as const;
    const steps = stepsOfWalk(view, focusOf(view, selection));
    const [walkStep = null] = steps.slice(2);
    const picture = pictureScene('stage', { ...input, selection, walkStep });
    const shown = ringScene({ ...input, selection, walkStep, atUs: view.cursor.at });
    expect(paintSvg(picture, themes.light)).toBe(paintSvg(shown, themes.light));
    expect(picture.sentence).toBe(walkStep?.sentence);
    const whole = pictureScene('stage', { ...input, selection });
    expect(paintSvg(whole, themes.light)).not.toBe(paintSvg(picture, themes.light));
  });

  describe('of the diagram', () => {
    const played = play(`lab 1
cluster A B C D
set latency=fixed:10ms gossip-every=100ms
at 0 put cart milk as alice
at 100ms put list tea as bob
at 200ms get cart as alice
until 400ms
`);
    const ofRun = { ...input, view: played.view(), trace: played.trace };
    const usual = input.diagram;
    const selection = { type: 'request', request: 'r3' } as const;
    const filter = { key: 'cart', request: null, hiddenKinds: ['gossip'] } as const;
    const window = { fromUs: 90_000, toUs: 140_000 };

    /** Its drawing and its sentence are those of the screen, looked at in this way. */
    function pictured(kind: PictureKind, change: Partial<PictureInput>) {
      const { diagram, ...all } = { ...ofRun, ...change };
      const picture = pictureScene(kind, { ...all, diagram });
      const isAll = kind === 'space-time-whole';
      const { fromUs, toUs } = isAll ? { fromUs: 0, toUs: 408_000 } : diagram.window;
      const atUs = all.view.cursor.at;
      const shown = spaceTimeScene({ ...all, ...diagram, fromUs, toUs, atUs });
      const svg = paintSvg(picture, themes.light);
      expect(svg).toBe(paintSvg(shown, themes.light));
      return { svg, sentence: picture.sentence };
    }

    test('has the window that is shown', () => {
      const { svg, sentence } = pictured('space-time', { diagram: { ...usual, window } });
      expect(sentence).toMatch(/^From 90 ms to 140 ms: /);
      expect(svg).not.toBe(pictured('space-time', {}).svg);
    });

    test.each<PictureKind>(['space-time', 'space-time-whole'])('has its filter: %s', (kind) => {
      const { svg, sentence } = pictured(kind, { diagram: { ...usual, filter } });
      expect(sentence).toMatch(/, only key cart, no gossip: /);
      expect(arrows(svg)).toBeLessThan(arrows(pictured(kind, {}).svg));
    });

    test.each<PictureKind>(['space-time', 'space-time-whole'])(
      'has the past and future of what is selected: %s',
      (kind) => {
        const diagram = { ...usual, isTracing: true };
        const { svg, sentence } = pictured(kind, { selection, diagram });
        expect(sentence).toMatch(/get cart \(r3\): \d+ events led to this, /);
        const untraced = pictured(kind, { selection });
        expect(untraced.sentence).not.toContain('led to this');
        expect(untraced.svg).not.toBe(svg);
      },
    );
  });

  test('of the whole run has every event in its window', () => {
    const { sentence, still } = pictureScene('space-time-whole', input);
    expect(sentence.length).toBeGreaterThan(0);
    expect(still.length).toBeGreaterThan(0);
  });
});

describe('SVG', () => {
  test('is the picture, with script and place in its metadata', () => {
    const file = svgFile(scene, themes.light, embedded);
    expect(file.replace(/<metadata>[^]*<\/metadata>\n/, '')).toBe(paintSvg(scene, themes.light));
    expect(file).toContain('title &quot;A &amp; B&quot; &lt;now&gt;');
    expect(readSvgFile(file)).toEqual(embedded);
  });

  test('gives back any script and place whatever', () => {
    fc.assert(
      fc.property(anyEmbedded, (any) => {
        expect(readSvgFile(svgFile(scene, themes.dark, any))).toEqual(any);
      }),
      { numRuns: 50 },
    );
  });

  test('of another program carries no run', () => {
    expect(readSvgFile('<svg><run place="t=1s">lab 1</run></svg>')).toBeNull();
    expect(readSvgFile(paintSvg(scene, themes.light))).toBeNull();
  });
});

describe('PNG', () => {
  test('carries script and place, and stays a picture', () => {
    const png = smallPng();
    const file = pngWithRun(png, embedded);
    expect(isPng(file)).toBe(true);
    expect(readPngRun(file)).toEqual(embedded);
    expect(file.subarray(-33)).toEqual(png.subarray(-33));
    expectWhole(file);
  });

  test('gives back any script and place whatever', () => {
    fc.assert(
      fc.property(anyEmbedded, (any) => {
        expect(readPngRun(pngWithRun(smallPng(), any))).toEqual(any);
      }),
    );
  });

  test('without a run, cut off, or of nonsense, has none', () => {
    expect(readPngRun(smallPng())).toBeNull();
    expect(readPngRun(pngWithRun(smallPng(), embedded).subarray(0, 90))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readPngRun(bytes)).toBeNull();
      }),
    );
  });
});

/** Every chunk has the checksum of what is in it, to the end. */
function expectWhole(file: Uint8Array): void {
  const bytes = Buffer.from(file);
  let at = 8;
  while (at < bytes.length) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    at += 12 + length;
  }
  expect(at).toBe(bytes.length);
}
