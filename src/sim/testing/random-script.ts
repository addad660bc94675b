import { InvariantError } from '../../base/assert.ts';
import { randomStream } from '../../base/random.ts';
import { printTime, type Micros } from '../../base/time.ts';
import type { Run } from '../script/command.ts';
import { parseScript } from '../script/parse.ts';
import { printRun } from '../script/print.ts';
import { meddled } from './meddling.ts';
import { deeds, keys, type Draft } from './random-deeds.ts';
import { randomHead } from './random-head.ts';

/** How long a random run goes on once everything is whole again: for hints to travel home. */
const recoveryUs: Micros = 12_000_000;

/**
 * A random run of real trouble, the same for the same random seed: requests by several clients
 * while nodes are killed, wiped and paused, join and are removed, links are cut and shaped, messages
 * meddled with. At the
 * end everything is healed, restarted and resumed, and every key is read once.
 */
export function randomScript(randomSeed: number): string {
  const stream = randomStream(randomSeed, 'random script');
  const { lines, nodes, n, r, w } = randomHead(stream);
  const draft: Draft = {
    stream,
    nodes: [...nodes],
    members: new Set(nodes),
    n,
    r,
    w,
    now: 0,
    values: 0,
    states: new Map(),
  };
  const body: string[] = [];
  const many = stream.integer(12, 45);
  for (let index = 0; index < many; index += 1) {
    if (index > 0 && !stream.chance(0.15)) draft.now += Math.ceil(stream.exponential(90_000));
    const line = randomDeed(draft);
    if (line !== null) body.push(`at ${printTime(draft.now)} ${line}`);
  }
  const run = readRun([...lines, ...body, ...recovery(draft)].join('\n'));
  return printRun(meddled(run, draft.now, stream));
}

function randomDeed(draft: Draft): string | null {
  const total = deeds.reduce((sum, { weight }) => sum + weight, 0);
  let mark = draft.stream.integer(1, total);
  for (const { weight, deed } of deeds) {
    mark -= weight;
    if (mark <= 0) return deed(draft);
  }
  return null;
}

/** Everything is made whole, and all that waited finds its way home. */
function recovery({ states, now, nodes }: Draft): string[] {
  const lines = ['heal', 'link * normal', 'set loss=0 handoff=on read-repair=on'];
  for (const node of nodes) {
    const { status, until } = states.get(node) ?? { status: 'up', until: 0 };
    if (status === 'down') lines.push(`restart ${node}`);
    if (status === 'paused' && until > now) lines.push(`resume ${node}`);
  }
  const healedAt = now + 500_000;
  const readAt = healedAt + recoveryUs;
  return [
    ...lines.map((line) => `at ${printTime(healedAt)} ${line}`),
    ...keys.map((key, index) => `at ${printTime(readAt + index * 50_000)} get ${key} as last`),
    `until ${printTime(readAt + 3_000_000)}`,
  ];
}

/** The run that a script tells; the script has to be right. */
export function readRun(script: string): Run {
  const result = parseScript(script);
  if (result.ok) return result.run;
  const errors = result.errors.map(({ line, message }) => `line ${line}: ${message}`);
  throw new InvariantError(`${errors.join('\n')}\nin\n${script}`);
}
