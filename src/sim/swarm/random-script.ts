import { InvariantError } from '../../base/assert.ts';
import { randomStream } from '../../base/random.ts';
import { printTime, type Micros } from '../../base/time.ts';
import type { Run } from '../script/command.ts';
import { parseScript } from '../script/parse.ts';
import { printRun } from '../script/print.ts';
import { meddled } from './meddling.ts';
import { deeds, type Draft } from './random-deeds.ts';
import { randomHead } from './random-head.ts';

/** How long a random run goes on once everything is whole again, for it to come to rest. */
const recoveryUs: Micros = 6_000_000;

/** Once it is healed, the background works as well as it can. */
const wholeSettings = [
  'loss=0 latency=uniform:2ms:8ms handoff=on read-repair=on anti-entropy=on',
  'handoff-every=200ms anti-entropy-every=200ms gossip-every=200ms suspect-for=200ms',
  'replica-timeout=100ms request-timeout=300ms',
].join(' ');

/**
 * A random run of real trouble, the same for the same random seed: requests by several clients
 * while nodes are killed, wiped and paused, join and are removed, links are cut and shaped, messages
 * meddled with. At the end everything is healed, restarted and resumed, and has time to converge.
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

/**
 * Everything is made whole, and all that waited finds its way home. Nothing is read: replicas have to
 * converge by what goes on in the background alone.
 */
function recovery({ now, nodes }: Draft): string[] {
  const lines = ['heal', 'link * normal', `set ${wholeSettings}`];
  // Whatever state it is in: then the run ends whole without some of its commands, too.
  for (const node of nodes) lines.push(`restart ${node}`, `resume ${node}`);
  const healedAt = now + 500_000;
  return [
    ...lines.map((line) => `at ${printTime(healedAt)} ${line}`),
    `until ${printTime(healedAt + recoveryUs)}`,
  ];
}

/** When a random run is made whole. */
export function healedAtUs({ untilUs }: Run): Micros {
  return (untilUs ?? Infinity) - recoveryUs;
}

/** The run that a script tells; the script has to be right. */
export function readRun(script: string): Run {
  const result = parseScript(script);
  if (result.ok) return result.run;
  const errors = result.errors.map(({ line, message }) => `line ${line}: ${message}`);
  throw new InvariantError(`${errors.join('\n')}\nin\n${script}`);
}
