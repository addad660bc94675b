import type { RandomStream } from '../../base/random.ts';
import type { Micros } from '../../base/time.ts';
import type { EventOf, MessageId } from '../../trace/event.ts';
import { runToEnd } from '../in-process.ts';
import type { Command, Run, TimedCommand } from '../script/command.ts';

/**
 * The same run with a few messages dropped, duplicated, delayed or delivered by hand while they
 * are in flight, before `untilUs`. Who is in flight is known only from playing; what is before a command does not
 * change when it is added, so they are added one after the other, each later than the last.
 */
export function meddled(run: Run, untilUs: Micros, stream: RandomStream): Run {
  let commands = run.commands;
  let fromUs: Micros = 0;
  for (let left = stream.integer(0, 4); left > 0; left -= 1) {
    const flights = flightsAfter({ ...run, commands, untilUs }, fromUs);
    if (flights.length === 0) break;
    const { message, at, arrivesAt } = stream.pick(flights);
    fromUs = stream.integer(at + 1, arrivesAt - 1);
    commands = inserted(commands, { at: fromUs, command: randomTouch(stream, message) });
  }
  return { ...run, commands };
}

/** Messages that are sent after a time, and under way long enough to be caught. */
function flightsAfter(run: Run, fromUs: Micros): readonly EventOf<'message-sent'>[] {
  return runToEnd(run).events.filter(
    (event): event is EventOf<'message-sent'> =>
      event.type === 'message-sent' && event.at >= fromUs && event.arrivesAt > event.at + 1,
  );
}

function randomTouch(stream: RandomStream, message: MessageId): Command {
  const type = stream.pick(['drop', 'duplicate', 'delay', 'deliver'] as const);
  return type === 'delay' ? { type, message, byUs: stream.integer(1, 400_000) } : { type, message };
}

function inserted(
  commands: readonly TimedCommand[],
  command: TimedCommand,
): readonly TimedCommand[] {
  return [...commands, command].toSorted((a, b) => a.at - b.at);
}
