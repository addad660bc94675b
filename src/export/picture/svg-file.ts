import type { Scene } from '../../scenes/mark.ts';
import { paintSvg } from '../../scenes/paint/svg.ts';
import type { Theme } from '../../scenes/theme.ts';
import type { Embedded } from '../embedded.ts';

/** A scene as a file of SVG, with the run in its metadata. The same scene gives the same file. */
export function svgFile(scene: Scene, theme: Theme, { script, place }: Embedded): string {
  const svg = paintSvg(scene, theme);
  const headEnd = svg.indexOf('\n') + 1;
  const run = `<run xmlns="urn:dynamo-lab:run" place="${escape(place)}">${escape(script)}</run>`;
  return `${svg.slice(0, headEnd)}<metadata>${run}</metadata>\n${svg.slice(headEnd)}`;
}

/** What {@link svgFile} put in; null: nothing did, or a program took it out. */
export function readSvgFile(text: string): Embedded | null {
  const match = /<(?:\w+:)?run\b[^>]*?\splace="([^"]*)"[^>]*>([^<]*)<\/(?:\w+:)?run>/.exec(text);
  if (!match || !text.includes('urn:dynamo-lab:run')) return null;
  return { place: unescape(match[1] ?? ''), script: unescape(match[2] ?? '') };
}

const signs = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
] as const;

function escape(text: string): string {
  return signs.reduce((done, [sign, name]) => done.replaceAll(sign, name), text);
}

function unescape(text: string): string {
  return signs.reduceRight((done, [sign, name]) => done.replaceAll(name, sign), text);
}
