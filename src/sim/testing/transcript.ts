import { showTime } from '../../base/time.ts';
import type { Version } from '../../dynamo/versioning/version.ts';
import type { TraceEvent } from '../../trace/event.ts';
import type { View } from '../../trace/view.ts';
import type { Result } from '../result.ts';

/** What goes on all the time, and what other lines say already. */
const leftOut = new Set([
  'run-started',
  'message-sent',
  'message-delivered',
  'timer-fired',
  'tokens-learned',
  'request-received',
]);

const headers = new Set(['id', 'at', 'node', 'cause', 'type', 'settings']);

/** A run as text for a person to read and compare: what happened, and how it ended. */
export function transcriptOf(
  events: readonly TraceEvent[],
  view: View,
  { checks }: Pick<Result, 'checks'>,
): string {
  const bodies = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'message-sent') bodies.set(event.message, event.body.type);
  }
  const told = events
    .filter((event) => !leftOut.has(event.type) && !isBeginning(event))
    .filter((event) => event.type !== 'message-lost' || !isGossip(bodies.get(event.message)))
    .map((event) => eventLine(event, bodies));
  const broken = Object.entries(checks)
    .filter(([, verdict]) => verdict !== 'ok')
    .map(([name, verdict]) => `  ${name}: ${verdict}`);
  return [...told, '', 'In the end', ...ending(view), ...broken, ''].join('\n');
}

/** Every node starts at the beginning, with an empty disk. */
function isBeginning(event: TraceEvent): boolean {
  return event.type === 'node-recovered' && event.at === 0;
}

function isGossip(body: string | undefined): boolean {
  return body?.startsWith('gossip') === true;
}

function eventLine(event: TraceEvent, bodies: ReadonlyMap<string, string>): string {
  const fields = Object.entries(event)
    .filter(([name]) => !headers.has(name))
    .map(([name, value]) => {
      // Ids of messages count all that were sent: what it says tells more.
      const body = name === 'message' ? bodies.get(String(value)) : undefined;
      return body === undefined ? `${name}=${shown(value)}` : body;
    });
  return `${showTime(event.at).padStart(9)}  ${event.node.padEnd(6)} ${event.type}  ${fields.join(' ')}`.trimEnd();
}

function ending(view: View): string[] {
  return [...view.keys].flatMap(([key, { preferenceList, homes, replicas, hints }]) => [
    `  ${key} belongs to ${preferenceList.slice(0, homes).join(' ')}`,
    ...[...replicas].map(
      ([node, held]) => `    ${node} keeps ${shown(held.map(({ version }) => version))}`,
    ),
    ...hints.map(
      ({ holder, for: home, version }) => `    ${holder} has ${shown(version)} for ${home}`,
    ),
  ]);
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return `[${value.map(shown).join(' ')}]`;
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return JSON.stringify(value);
  if ('clock' in value && 'value' in value) return versionText(value as Version);
  if ('actor' in value && 'counter' in value)
    return `${String(value.actor)}${String(value.counter)}`;
  if ('from' in value && 'to' in value) return `${short(value.from)}…${short(value.to)}`;
  return `{${Object.entries(value)
    .map(([name, inner]) => `${name}=${shown(inner)}`)
    .join(' ')}}`;
}

function short(position: unknown): string {
  return String(position).slice(0, 4);
}

/** `milk[A2 B1]`; † is a tombstone. */
function versionText({ value, clock }: Version): string {
  return `${value ?? '†'}[${clock.map(({ actor, counter }) => `${actor}${counter}`).join(' ')}]`;
}
