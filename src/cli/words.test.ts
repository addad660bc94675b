import { expect, test } from 'vitest';

import { Complaint } from './complaint.ts';
import { swarmCommand } from './play-swarm.ts';
import { runCommand } from './run.ts';
import { sweepCommand } from './sweep.ts';

function complaintOf(command: (args: readonly string[]) => number, args: readonly string[]) {
  try {
    return command(args);
  } catch (error) {
    if (error instanceof Complaint) return error.lines;
    throw error;
  }
}

test.each<[args: string[], sentence: string]>([
  [[], 'run needs a file'],
  [['a.lab', 'b.lab'], 'run takes one file, not b.lab too'],
  [['a.lab', '--speed', '3'], 'run has no option --speed'],
  [['a.lab', '-s', '3'], 'run has no option -s'],
  [['a.lab', '--seed'], '--seed needs a value'],
  [['a.lab', '--seed='], '--seed needs a value'],
  [['a.lab', '--seed', '1', '--seed', '2'], '--seed is given twice'],
  [['a.lab', '--seed', '-1'], '--seed -1 is no whole number from 0 to 4294967295'],
  [['a.lab', '--seed', '4294967296'], '--seed 4294967296 is no whole number from 0 to 4294967295'],
])('run %j is answered with one sentence', (args, sentence) => {
  const expected = `${sentence}; expected: run FILE.lab [--seed N] [--trace OUT.jsonl]`;
  expect(complaintOf(runCommand, args)).toEqual([expected]);
});

const spans = 'two whole numbers from 0 to 4294967295, the smaller first';

test.each<[args: string[], sentence: string]>([
  [['a.lab'], 'sweep needs --seeds, as in --seeds 1..1000'],
  [['a.lab', '--seeds', '9..3'], `--seeds 9..3 is not FROM..TO, ${spans}`],
  [['a.lab', '--seeds', '9'], `--seeds 9 is not FROM..TO, ${spans}`],
  [['a.lab', '--seeds', '1..2..3'], `--seeds 1..2..3 is not FROM..TO, ${spans}`],
  [
    ['a.lab', '--seeds', '1..3', '--shard', '3/2'],
    '--shard 3/2 is not K/N, as in 2/8 for the second of eight parts',
  ],
])('sweep %j is answered with one sentence', (args, sentence) => {
  const expected = `${sentence}; expected: sweep FILE.lab --seeds FROM..TO [--shard K/N]`;
  expect(complaintOf(sweepCommand, args)).toEqual([expected]);
});

test.each<[args: string[], sentence: string]>([
  [[], 'swarm needs --seeds, as in --seeds 1..1000'],
  [['--seeds', '5..4'], `--seeds 5..4 is not FROM..TO, ${spans}`],
  [['a.lab', '--seeds', '1..3'], 'swarm takes options only, not a.lab'],
  [
    ['--seeds', '1..3', '--shard', '0/2'],
    '--shard 0/2 is not K/N, as in 2/8 for the second of eight parts',
  ],
  [['--seed', '3'], 'swarm has no option --seed'],
])('swarm %j is answered with one sentence', (args, sentence) => {
  const expected = `${sentence}; expected: npm run swarm -- --seeds FROM..TO [--shard K/N]`;
  expect(complaintOf(swarmCommand, args)).toEqual([expected]);
});

test('a file that cannot be read is named, with the reason', () => {
  expect(complaintOf(runCommand, ['src'])).toEqual(['src cannot be read: it is a folder.']);
});
