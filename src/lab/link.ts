import { crc32 } from '../base/crc32.ts';
import type { Run } from '../sim/script/command.ts';
import { maxScriptBytes } from '../sim/script/limits.ts';
import { parseScript } from '../sim/script/parse.ts';
import { printRun } from '../sim/script/print.ts';
import { deflate, inflate } from './deflate.ts';
import { printPlace, readPlace, type Place } from './place.ts';

/*
 * A run as a link, and nothing kept anywhere else. (design.md §8)
 *
 *   #/run/v1.<deflate-raw, base64url of the script>.<crc>?t=1.2s&view=ring&select=node:B
 *
 * The checksum is over all of it but itself, so that a link that lost its end, or a letter, says
 * so instead of showing another run.
 */

/** Longer ones are cut by mail and chat programs: better sent as a file. */
export const longLinkCharacters = 8_000;

const start = '#/run/';
const version = 'v1';
/** Nobody made a longer one. */
const maxCharacters = 2 * maxScriptBytes;

const damaged =
  'This link was cut off or altered on its way: it does not match its checksum. ' +
  'Ask for the whole link, or for the run as a file.';

export type LinkResult =
  | { readonly ok: true; readonly run: Run; readonly place: Place }
  /** One sentence, or two, on what is wrong with it. */
  | { readonly ok: false; readonly sentence: string };

/** Does the part of an address after its page name a run? */
export function isRunLink(fragment: string): boolean {
  return fragment.startsWith(start);
}

/** The part of an address that opens this run there. It was read back and is the same. */
export async function writeLink(run: Run, place: Place): Promise<string> {
  const payload = await deflate(printRun(run));
  const query = printPlace(place);
  const link = `${start}${version}.${payload}.${checksum(payload, query)}${query && `?${query}`}`;
  const back = await readLink(link);
  if (!back.ok) throw new Error(back.sentence);
  if (printRun(back.run) !== printRun(run) || printPlace(back.place) !== query) {
    throw new Error('the link does not lead back to this run');
  }
  return link;
}

export async function readLink(fragment: string): Promise<LinkResult> {
  const [head = '', query = ''] = fragment.slice(start.length).split('?', 2);
  const [theirs = '', payload = '', crc = ''] = head.split('.', 3);
  if (/^v\d+$/.test(theirs) && theirs !== version) {
    return refused(`This link is of version ${theirs}, and this lab reads ${version}.`);
  }
  const isWhole = isRunLink(fragment) && theirs === version && fragment.length <= maxCharacters;
  if (!isWhole || checksum(payload, query) !== crc) return refused(damaged);
  const [script, place] = [await inflate(payload, maxScriptBytes), readPlace(query)];
  if (script === null || place === null) return refused(damaged);
  const result = parseScript(script);
  if (result.ok) return again(result.run, place);
  const [error] = result.errors;
  return refused(
    `The run in this link cannot be read: line ${error?.line}, column ${error?.column}: ${error?.message}`,
  );
}

/** Written and read once more before it is shown: what comes out must be what went in. */
function again(run: Run, place: Place): LinkResult {
  const text = printRun(run);
  const back = parseScript(text);
  if (back.ok && printRun(back.run) === text) return { ok: true, run, place };
  return refused('The run in this link does not survive being written again, so it is not shown.');
}

function checksum(payload: string, query: string): string {
  const bytes = new TextEncoder().encode(`${payload}?${query}`);
  return crc32(bytes).toString(16).padStart(8, '0');
}

function refused(sentence: string): LinkResult {
  return { ok: false, sentence };
}
