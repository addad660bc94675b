import type { Hash } from '../../base/hash.ts';
import { fractionOf } from '../../base/position.ts';
import { unreachable } from '../../base/assert.ts';
import type { KeyVersions, Place, Range } from '../../dynamo/anti-entropy/place.ts';
import type { ClientRequest, Message } from '../../dynamo/message.ts';
import type { History } from '../../dynamo/membership/history.ts';
import type { Context, Version } from '../../dynamo/versioning/version.ts';
import { counted, listed } from './list-words.ts';
import { dotWords, keyVersionWords, reasonWords, versionWords } from './words.ts';

/** One thing that a message says, by the paper's name for it. */
export interface MessageField {
  readonly name: string;
  readonly text: string;
}

/** All that a message says, to be read like a letter that was opened. */
export function messageFields(body: Message): readonly MessageField[] {
  return fieldsOf(body).flatMap(([name, text]) => (text === null ? [] : [{ name, text }]));
}

type Field = readonly [name: string, text: string | null];

function fieldsOf(body: Message): readonly Field[] {
  switch (body.type) {
    case 'get':
    case 'put':
      return requestFields(body);
    case 'forward':
      return [['handed on', body.request.type], ...requestFields(body.request)];
    case 'response':
      return body.outcome === 'ok'
        ? [['outcome', 'ok'], versionsField(body.versions), ['context', contextText(body.context)]]
        : [
            ['outcome', 'failed'],
            ['reason', reasonWords(body.reason)],
          ];
    case 'members-ask':
      return [['asks', 'who is a member, and which tokens they have']];
    case 'store':
      return [
        ['key', body.key],
        versionsField(body.versions),
        ['hint for', body.hintFor],
        ['durable', body.durable ? 'on disk before it is acknowledged' : null],
      ];
    case 'store-ack':
      return [['kept', body.hintFor === null ? 'at home' : `as a hint for ${body.hintFor}`]];
    case 'fetch':
      return [
        ['key', body.key],
        ['asked in place of', body.hintFor],
      ];
    case 'fetch-reply':
      return [
        versionsField(body.versions),
        ['held as a hint for', body.hintFor],
        ['not all', body.isPartial ? 'its range is still on the way to it' : null],
      ];
    case 'repair':
      return [['key', body.key], versionsField(body.versions)];
    case 'handoff':
      return [['key', body.key], versionsField(body.versions), ['hand-off', String(body.handoff)]];
    case 'handoff-ack':
      return [['hand-off', String(body.handoff)]];
    case 'reap':
      return [
        ['key', body.key],
        ['tombstone', dotWords(body.dot)],
      ];
    case 'probe':
    case 'probe-reply':
      return [['probe', String(body.probe)]];
    default:
      return clusterFields(body);
  }
}

type ClusterMessage = Extract<
  Message,
  { readonly type: `gossip${string}` | `range-${string}` | `sync-${string}` | 'members-reply' }
>;

function clusterFields(body: ClusterMessage): readonly Field[] {
  switch (body.type) {
    case 'members-reply':
    case 'gossip-history':
      return historyFields(body.history);
    case 'gossip':
      return [['digest of its membership', hashText(body.digest)]];
    case 'gossip-reply':
      return body.history === null ? [['says', 'the same']] : historyFields(body.history);
    case 'range-offer':
      return [
        ['transfer', String(body.transfer)],
        ['ranges', rangesText(body.ranges)],
      ];
    case 'range-accept':
      return [
        ['transfer', String(body.transfer)],
        ['wants them', body.accepted ? 'yes' : 'it does not know yet that they are its own'],
      ];
    case 'range-transfer':
      return [
        ['transfer', `${body.transfer}, part ${body.part}${body.isLast ? ', the last' : ''}`],
        ['ranges', rangesText(body.ranges)],
        ['versions', entriesText(body.entries)],
      ];
    case 'range-received':
      return [
        ['transfer', `${body.transfer}, part ${body.part}`],
        ['slices for background work', String(body.slices)],
      ];
    case 'sync-roots':
      return [['roots', rootsText(body.roots.map(({ range, hash }) => ({ range, hash })))]];
    case 'sync-differing':
      return [
        [
          'roots that differ',
          rootsText(body.roots.map(({ range, summary }) => ({ range, ...summary }))),
        ],
        ['cannot speak for', body.unknown.length === 0 ? null : rangesText(body.unknown)],
      ];
    case 'sync-ask':
      return [['asks what is below', placesText(body.places)]];
    case 'sync-branches':
      return [['left children of', placesText(body.left.map(({ place }) => place))]];
    case 'sync-exchange':
      return [
        ['below', placesText(body.places)],
        ['holds there', entriesText(body.entries)],
      ];
    case 'sync-entries':
      return [['versions', entriesText(body.entries)]];
    default:
      return unreachable(body);
  }
}

function requestFields(request: ClientRequest): readonly Field[] {
  const { type, client, key } = request;
  const from: readonly Field[] = [
    ['client', client],
    ['key', key],
  ];
  if (type === 'get') return from;
  const { value, context } = request;
  return [...from, ['value', valueText(value)], ['context', contextText(context)]];
}

function versionsField(versions: readonly Version[]): Field {
  const name = versions.length > 1 ? 'concurrent versions' : 'version';
  return [
    name,
    versions.length === 0 ? 'none' : listed(versions.map(versionWords), versions.length),
  ];
}

function valueText(value: string | null): string {
  if (value === null) return 'none: a deletion';
  return value === '' ? 'empty' : value;
}

/** What a client sends as its context is unchecked until it arrives. */
function contextText(context: unknown): string {
  if (context === null || context === undefined) return 'none: a blind write';
  return isContext(context)
    ? `[${[...context.clock, ...context.unseen].map(dotWords).join(' ')}]`
    : JSON.stringify(context);
}

function isContext(context: unknown): context is Context {
  return (
    typeof context === 'object' &&
    context !== null &&
    'clock' in context &&
    Array.isArray(context.clock) &&
    'unseen' in context &&
    Array.isArray(context.unseen)
  );
}

function historyFields({ changes, claims }: History): readonly Field[] {
  const removed = changes.filter(({ change }) => change === 'remove');
  const members = changes.filter(({ change }) => change === 'join');
  const names = (some: typeof changes): string =>
    some.length === 0
      ? 'none'
      : listed(
          some.map(({ member }) => member),
          some.length,
        );
  return [
    ['members', names(members)],
    ['removed', removed.length === 0 ? null : names(removed)],
    ['tokens', String(claims.length)],
  ];
}

/** More than that is counted. */
const most = 6;

function few(texts: readonly string[], what: string): string {
  if (texts.length === 0) return 'none';
  const more = texts.length - most;
  return more > 0
    ? `${texts.slice(0, most).join(', ')} and ${counted(more, `more ${what}`)}`
    : texts.join(', ');
}

function entriesText(entries: readonly KeyVersions[]): string {
  return few(
    entries.flatMap(({ key, versions }) =>
      versions.map((version) => keyVersionWords(key, version)),
    ),
    'version',
  );
}

function rangeText({ from, to }: Range): string {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  return `${percent(fractionOf(from))} – ${percent(fractionOf(to))}`;
}

function rangesText(ranges: readonly Range[]): string {
  return few(ranges.map(rangeText), 'range');
}

function rootsText(roots: readonly { readonly range: Range; readonly hash: Hash }[]): string {
  return few(
    roots.map(({ range, hash }) => `${rangeText(range)}: ${hashText(hash)}`),
    'root',
  );
}

function placesText(places: readonly Place[]): string {
  return few(
    places.map(({ range, prefix }) => `${rangeText(range)}, ${prefix === '' ? 'root' : prefix}`),
    'place',
  );
}

function hashText({ high, low }: Hash): string {
  return `${high.toString(16).padStart(8, '0')}${low.toString(16).padStart(8, '0')}`;
}
