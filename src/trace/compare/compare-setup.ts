import { showTime } from '../../base/time.ts';
import type { EventOf } from '../event.ts';
import type { Trace } from '../trace.ts';
import type { LogLine } from '../view.ts';
import type { Difference } from './difference.ts';
import type { LinePair } from './log-pairs.ts';
import { settingKey, settingWords, sortedWords } from './words.ts';

/** What the two runs began with, as words by their names in a script. */
export function compareBeginnings(first: Trace, second: Trace): readonly Difference[] {
  const [mine, theirs] = [beginningOf(first), beginningOf(second)];
  const names = [...new Set([...mine.keys(), ...theirs.keys()])];
  return names
    .filter((name) => mine.get(name) !== theirs.get(name))
    .map((name) => ({
      group: 'setup',
      subject: 'Settings from the start',
      aspect: name,
      words: [mine.get(name) ?? '–', theirs.get(name) ?? '–'],
      atUs: 0,
      subjects: [null, null],
    }));
}

function beginningOf(trace: Trace): ReadonlyMap<string, string> {
  const start = trace.event(0);
  if (start?.type !== 'run-started') return new Map();
  const settings = Object.entries(start.settings).map(
    ([property, value]) => [settingKey(property), settingWords(property, value)] as const,
  );
  return new Map([...settings, ...Object.entries(start.world), ...ringOf(start)]);
}

function ringOf({ nodes }: EventOf<'run-started'>): readonly (readonly [string, string])[] {
  return [
    [
      'nodes',
      sortedWords(
        nodes.map(({ node, capacity }) => (capacity === 1 ? node : `${node}*${capacity}`)),
      ),
    ],
  ];
}

/** Lines that only one of them has, at another time, or with another one in its place. */
export function compareLines(lines: readonly LinePair[]): readonly Difference[] {
  return lines.flatMap(([one, other]) => {
    const isMoved = one?.line === other?.line;
    if (isMoved && one?.at === other?.at) return [];
    const wordsOf = (line: LogLine | null): string =>
      line === null ? '–' : `${line.line}${isMoved ? ` at ${showTime(line.at)}` : ''}`;
    return [
      {
        group: 'setup' as const,
        subject: 'The log',
        aspect: isMoved ? 'moved' : showTime((one ?? other)?.at ?? 0),
        words: [wordsOf(one), wordsOf(other)] as const,
        atUs: Math.max(one?.at ?? 0, other?.at ?? 0),
        subjects: [null, null] as const,
      },
    ];
  });
}
