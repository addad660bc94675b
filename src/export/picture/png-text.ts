import { crc32 } from '../../base/crc32.ts';
import type { Embedded } from '../embedded.ts';

/*
 * A PNG is a signature and a row of chunks: length, type, data, checksum. Text in any language is
 * an `iTXt` chunk: keyword, two zeros for "not compressed", no language, then UTF-8.
 */

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, type and checksum of a chunk. */
const frameBytes = 12;
const afterHeader = signature.length + frameBytes + 13;
const keywords = { script: 'dynamo-lab script', place: 'dynamo-lab place' } as const;

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

/** The same picture, with the run in it. */
export function pngWithRun(png: Uint8Array, embedded: Embedded): Uint8Array<ArrayBuffer> {
  const texts = [
    textChunk(keywords.script, embedded.script),
    textChunk(keywords.place, embedded.place),
  ];
  const parts = [png.subarray(0, afterHeader), ...texts, png.subarray(afterHeader)];
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What {@link pngWithRun} put in; null: nothing did, or a program took it out. */
export function readPngRun(png: Uint8Array): Embedded | null {
  const texts = new Map<string, string>();
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = signature.length; at + frameBytes <= png.length;) {
    const length = view.getUint32(at);
    const data = png.subarray(at + 8, at + 8 + length);
    if (data.length < length) break;
    if (latin(png.subarray(at + 4, at + 8)) === 'iTXt') addText(texts, data);
    at += frameBytes + length;
  }
  const [script, place] = [texts.get(keywords.script), texts.get(keywords.place)];
  return script === undefined || place === undefined ? null : { script, place };
}

function addText(texts: Map<string, string>, data: Uint8Array): void {
  const keyword = latin(data.subarray(0, data.indexOf(0)));
  const head = keyword.length + 5;
  const isPlain = data.subarray(keyword.length, head).every((byte) => byte === 0);
  if (isPlain) texts.set(keyword, new TextDecoder().decode(data.subarray(head)));
}

function textChunk(keyword: string, text: string): Uint8Array {
  const data = new TextEncoder().encode(`iTXt${keyword}\0\0\0\0\0${text}`);
  const chunk = new Uint8Array(data.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length - 4);
  chunk.set(data, 4);
  view.setUint32(chunk.length - 4, crc32(data));
  return chunk;
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 80));
}
