import { deflateSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { crc32 } from '../../base/crc32.ts';
import { ringScene } from '../../scenes/ring/ring.ts';
import { paintSvg } from '../../scenes/paint/svg.ts';
import { themes } from '../../scenes/theme.ts';
import { history } from '../../scenes/history/history.ts';
import { project } from '../../trace/project.ts';
import { healthy } from '../../trace/testing/healthy-run.ts';
import type { Embedded } from '../embedded.ts';
import { pictureScene } from './picture-scene.ts';
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
