import type { RequestId } from '../../dynamo/names.ts';
import type { Command } from '../../sim/script/command.ts';
import { printCommand } from '../../sim/script/print-command.ts';
import type { EventOf, EventType, TraceEvent } from '../../trace/event.ts';
import type { Appointed, Later } from './situation.ts';

/* How a plan finds in the trace what its own lines have led to. */

/** The request that a line has led to, once it has been issued. */
export function requestOf(since: readonly TraceEvent[], command: Command): RequestId | null {
  const line = printCommand(command);
  const issued = since.find((event) => event.type === 'command-issued' && event.line === line);
  if (!issued) return null;
  const request = since.find(
    (event): event is EventOf<'request-issued'> =>
      event.type === 'request-issued' && event.cause === issued.id,
  );
  return request?.request ?? null;
}

/** The first event of a type that belongs to the request of a line. */
export function firstOf<Type extends EventType>(
  since: readonly TraceEvent[],
  type: Type,
  isMeant: (event: EventOf<Type>) => boolean,
): EventOf<Type> | null {
  const found = since.find(
    (event): event is EventOf<Type> => event.type === type && isMeant(event as EventOf<Type>),
  );
  return found ?? null;
}

/** Commands for the moment after the clients of all these lines have their answers. */
export function afterAnswers(asked: readonly Command[], commands: readonly Command[]): Later {
  return (since) => {
    let at = 0;
    for (const command of asked) {
      const request = requestOf(since, command);
      const answer = firstOf(since, 'request-answered', (event) => event.request === request);
      if (request === null || answer === null) return null;
      at = Math.max(at, answer.at);
    }
    return soonAfter(at, commands);
  };
}

/** Lines come before whatever else happens in the same microsecond: so take the next one. */
export function soonAfter(at: number, commands: readonly Command[]): Appointed {
  return { at: at + 1, commands };
}
