import type { ClientId } from '../../dynamo/names.ts';
import type { EventId } from '../event.ts';
import type { Trace } from '../trace.ts';
import type { RequestView, View } from '../view.ts';
import type { LinePair } from './log-pairs.ts';

/** A request and what came of the same line in the other run; null: it was not made there. */
export interface RequestPair {
  readonly line: string;
  readonly requests: readonly [RequestView | null, RequestView | null];
}

/**
 * The requests by what made them, in order: a line of the log, however long the way from it, or
 * else the client, who goes on by itself under load.
 */
type Origins = ReadonlyMap<EventId | ClientId, readonly RequestView[]>;

export function originsOf(trace: Trace, requests: View['requests']): Origins {
  const origins = new Map<EventId | ClientId, RequestView[]>();
  for (const request of requests.values()) {
    const origin = lineOf(trace, request.issuedBy) ?? request.client;
    const known = origins.get(origin);
    if (known) known.push(request);
    else origins.set(origin, [request]);
  }
  return origins;
}

function lineOf(trace: Trace, issuedBy: EventId): EventId | null {
  let event = trace.event(issuedBy);
  while (event && event.type !== 'command-issued') {
    event = event.cause === null ? undefined : trace.event(event.cause);
  }
  return event?.id ?? null;
}

export function pairRequests(
  lines: readonly LinePair[],
  [first, second]: readonly [Origins, Origins],
): readonly RequestPair[] {
  const ofLines = lines.flatMap(([one, other]) => {
    const line = [...new Set([one?.line, other?.line])].filter(Boolean).join(' → ');
    return zip(one && first.get(one.event), other && second.get(other.event), () => line);
  });
  const clients = [...new Set([...first.keys(), ...second.keys()])].filter(
    (origin) => typeof origin === 'string',
  );
  const ofClients = clients.flatMap((client) =>
    zip(first.get(client), second.get(client), ({ op, key }) => `${op} ${key} as ${client}`),
  );
  return [...ofLines, ...ofClients];
}

function zip(
  first: readonly RequestView[] | null | undefined,
  second: readonly RequestView[] | null | undefined,
  lineOfRequest: (request: RequestView) => string,
): readonly RequestPair[] {
  const longer = Math.max(first?.length ?? 0, second?.length ?? 0);
  return Array.from({ length: longer }, (_, index) => {
    const [one, other] = [first?.[index] ?? null, second?.[index] ?? null];
    const either = one ?? other;
    return { line: either ? lineOfRequest(either) : '', requests: [one, other] };
  });
}
