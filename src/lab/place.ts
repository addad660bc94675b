import { parseTime, printTime, type Micros } from '../base/time.ts';
import type { Selected } from './selection.ts';

/** Where in a run somebody stands, and what they look at: what a link or a file leads back to. */
export interface Place {
  /** null: at the start. */
  readonly atUs: Micros | null;
  /** After how many events, where the moment alone does not tell: several share a microsecond. */
  readonly after: number | null;
  /** The picture on the stage, by its name; null: the usual one. */
  readonly view: string | null;
  readonly selected: Selected | null;
}

export const atStart: Place = { atUs: null, after: null, view: null, selected: null };

/** `t=1.2s&view=ring&select=node:B`: what a link says after its question mark. */
export function printPlace({ atUs, after, view, selected }: Place): string {
  const parts: string[] = [];
  if (atUs !== null) parts.push(`t=${printTime(atUs)}`);
  if (after !== null) parts.push(`after=${after}`);
  if (view !== null) parts.push(`view=${escape(view)}`);
  if (selected !== null) parts.push(`select=${wordsOf(selected).map(escape).join(':')}`);
  return parts.join('&');
}

/** null: it is not what {@link printPlace} writes. */
export function readPlace(text: string): Place | null {
  let place = atStart;
  for (const part of text === '' ? [] : text.split('&')) {
    const [name, value] = split(part, '=');
    const read = readers[name]?.(value);
    if (!read) return null;
    place = { ...place, ...read };
  }
  return printPlace(place) === text ? place : null;
}

const readers: Readonly<Record<string, (text: string) => Partial<Place> | null>> = {
  t: (text) => {
    const atUs = parseTime(text);
    return atUs === null ? null : { atUs };
  },
  after: (text) => (isCount(text) ? { after: Number(text) } : null),
  view: (text) => {
    const view = unescape(text);
    return view === null || view === '' ? null : { view };
  },
  select: (text) => {
    const selected = selectedOf(text.split(':').map(unescape));
    return selected === null ? null : { selected };
  },
};

function wordsOf(selected: Selected): readonly string[] {
  const { type } = selected;
  switch (type) {
    case 'node':
      return [type, selected.node];
    case 'key':
      return [type, selected.key];
    case 'request':
      return [type, selected.request];
    case 'message':
      return [type, selected.message];
    case 'client':
      return [type, selected.client];
    case 'event':
      return [type, String(selected.event)];
    case 'version':
      return [type, selected.key, selected.node, selected.dot.actor, String(selected.dot.counter)];
    case 'hint': {
      const { key, holder, dot } = selected;
      return [type, key, holder, selected.for, dot.actor, String(dot.counter)];
    }
  }
}

function selectedOf(words: readonly (string | null)[]): Selected | null {
  if (words.some((word) => word === null || word === '')) return null;
  const [type, ...rest] = words as readonly string[];
  const [a = '', b = '', c = '', d = '', e = ''] = rest;
  switch (`${type} ${rest.length}`) {
    case 'node 1':
      return { type: 'node', node: a };
    case 'key 1':
      return { type: 'key', key: a };
    case 'request 1':
      return { type: 'request', request: a };
    case 'message 1':
      return { type: 'message', message: a };
    case 'client 1':
      return { type: 'client', client: a };
    case 'event 1':
      return isCount(a) ? { type: 'event', event: Number(a) } : null;
    case 'version 4':
      return isCount(d)
        ? { type: 'version', key: a, node: b, dot: { actor: c, counter: Number(d) } }
        : null;
    case 'hint 5':
      return isCount(e)
        ? { type: 'hint', key: a, holder: b, for: c, dot: { actor: d, counter: Number(e) } }
        : null;
    default:
      return null;
  }
}

const isCount = (text: string): boolean => /^\d{1,15}$/.test(text);

/** Also the signs at which programs that look for links in a text end one. */
function escape(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function unescape(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function split(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
