import { describe, expect, it } from 'vitest';

import type { Mark, Scene } from '../mark.ts';
import { ringScene } from '../ring/ring.ts';
import { standInMoment } from '../testing/moments.ts';
import { type ThemeName, themes } from '../theme.ts';
import { type CanvasLike, paintCanvas } from './canvas.ts';
import { number } from './shape.ts';
import { paintSvg } from './svg.ts';

/** A canvas that remembers in which colours it was painted on, and what was written. */
class Recorder implements CanvasLike {
  fillStyle: unknown = '';
  strokeStyle: unknown = '';
  lineWidth = 1;
  lineCap: CanvasLike['lineCap'] = 'butt';
  lineJoin: CanvasLike['lineJoin'] = 'miter';
  globalAlpha = 1;
  font = '';
  textAlign: CanvasLike['textAlign'] = 'start';
  textBaseline: CanvasLike['textBaseline'] = 'alphabetic';
  readonly fills: string[] = [];
  readonly strokes: string[] = [];
  readonly texts: string[] = [];
  readonly origin = { x: 0, y: 0 };
  translate = (x: number, y: number): void => {
    this.origin.x += x;
    this.origin.y += y;
  };
  beginPath = (): void => {};
  closePath = (): void => {};
  moveTo = (): void => {};
  lineTo = (): void => {};
  quadraticCurveTo = (): void => {};
  arc = (): void => {};
  roundRect = (): void => {};
  rect = (): void => {};
  fillRect = (): void => {};
  setLineDash = (): void => {};
  strokeText = (): void => {};
  fill = (): void => void this.fills.push(String(this.fillStyle));
  stroke = (): void =>
    void this.strokes.push(`${String(this.strokeStyle)} ${number(this.lineWidth)}`);
  fillText = (text: string): void => void this.texts.push(`${String(this.fillStyle)} ${text}`);
}

function scene(theme: ThemeName): Scene {
  const view = standInMoment();
  const size = { width: 730, height: 460 };
  return ringScene({ view, size, theme: themes[theme], selection: null, atUs: view.cursor.at });
}

function all(svg: string, pattern: RegExp): string[] {
  return [...svg.matchAll(pattern)].map((match) => match.slice(1).join(' ')).toSorted();
}

describe.each(['light', 'dark', 'projector'] as const)('in the %s theme', (name) => {
  const svg = paintSvg(scene(name), themes[name]);
  const canvas = new Recorder();
  paintCanvas(canvas, scene(name), themes[name]);

  it('both painters write the same words in the same colours', () => {
    const words = all(
      svg,
      /<text[^>]*? fill="([^"]+)"[^>]*>(?:<title>[^<]*<\/title>)?([^<]*)<\/text>/g,
    );
    expect(canvas.texts.toSorted()).toEqual(words);
  });

  it('both painters draw the same lines: as many, in the same colours and widths', () => {
    const shapes = svg
      .split('\n')
      .filter((line) => !line.startsWith('<text'))
      .join('\n');
    const lines = all(shapes, / stroke="([^"]+)" stroke-width="([^"]+)"/g);
    expect(canvas.strokes.toSorted()).toEqual(lines);
  });

  it('leaves the canvas as it found it', () => {
    expect(canvas.origin.x).toBeCloseTo(0, 9);
    expect(canvas.origin.y).toBeCloseTo(0, 9);
  });
});

describe('svg', () => {
  const text = (label: string): Mark => ({
    type: 'text',
    key: 'text',
    x: 1 / 3,
    y: 2,
    text: label,
    size: 10,
    anchor: 'start',
    style: 'client-name',
    label,
  });
  const drawn = (mark: Mark): string =>
    paintSvg(
      {
        size: { width: 10, height: 10 },
        scale: 1,
        still: [mark],
        moving: [],
        sentence: '"<&>"',
        table: { caption: '', columns: [], rows: [] },
      },
      themes.light,
    );

  it('rounds to hundredths of a px, and never writes −0', () => {
    expect([number(1 / 3), number(-0.001), number(2)]).toEqual(['0.33', '0', '2']);
    expect(drawn(text('a'))).toContain('x="0.33"');
  });

  it('writes names of keys as text, whatever they contain', () => {
    const svg = drawn(text('<script>"&'));
    expect(svg).toContain('&lt;script&gt;&quot;&amp;');
    expect(svg).not.toContain('<script>');
  });
});
