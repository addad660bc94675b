import { describe, expect, test } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import { eventsOf, situate, type Situated } from '../testing/situate.ts';
import { concurrentWrites } from './concurrent-writes.ts';
import { exhaustedW } from './exhausted-w.ts';
import { lateReplica } from './late-replica.ts';
import { lostAcknowledgement } from './lost-acknowledgement.ts';
import { overflowingClock } from './overflowing-clock.ts';
import type { About, Situation } from './situation.ts';

const six = 'cluster A B C D E F';
const many = `cluster ${Array.from({ length: 40 }, (_, index) => `n${index + 1}`).join(' ')}`;
/** The home nodes of `cart` on six nodes are B, A and C. */
const written = 'at 20ms put cart milk as alice\n';
const atUs = 900_000;

/** Runs to begin from: usual, with a node down, with another n, r and w, larger. */
const starts: Readonly<Record<string, string>> = {
  'six nodes': `lab 1\n${six}\n${written}`,
  'a home node down': `lab 1\n${six}\n${written}at 300ms kill B\n`,
  'another one down, and suspected': `lab 1\n${six}\n${written}at 300ms kill A\nat 500ms put cart eggs as alice\n`,
  'n=5 r=3 w=3': `lab 1\n${six}\nset n=5 r=3 w=3\n${written}`,
  'w as large as n': `lab 1\n${six}\nset w=3\n${written}`,
  'without stand-ins': `lab 1\n${six}\nset sloppy=off\n${written}`,
  'a wide range of latencies': `lab 1\n${six}\nset latency=exponential:8ms\n${written}`,
  'the letter of the paper': `lab 1\n${six}\nset versioning=vector-clock\n${written}`,
  'forty nodes': `lab 1\n${many}\n${written}`,
  'two nodes': `lab 1\ncluster A B\n${written}`,
  'a partition-aware client': `lab 1\n${six}\nset routing=client\n${written}`,
  'a key that others write, too': `lab 1\n${six}\nat 20ms put k1 milk as alice\nat 400ms load 50/s for 2s keys=1\n`,
};

const aboutOf = (script: string): About => ({
  key: script.includes('put k1') ? 'k1' : 'cart',
  node: null,
});
const all = Object.keys(starts);

function broughtAbout(situation: Situation, start: string): Situated {
  const script = starts[start] ?? '';
  const situated = situate(script, atUs, situation, aboutOf(script));
  expect(situated.missed).toBe(0);
  return situated;
}

function without(...names: readonly string[]): string[] {
  expect(all).toEqual(expect.arrayContaining([...names]));
  return all.filter((name) => !names.includes(name));
}

function reason(situation: Situation, script: string, node: string | null = null): string | null {
  const plan = situation.plan(play(script).view(atUs), { key: 'cart', node });
  return typeof plan === 'string' ? plan : null;
}

const alone = `lab 1\ncluster A\n${written}`;

describe('Two writes from the same context are concurrent', () => {
  test.each(all)('%s', (start) => {
    const situated = broughtAbout(concurrentWrites, start);
    const { played } = situated;
    const puts = eventsOf(situated, 'request-issued').filter(({ op }) => op === 'put');
    const asked = puts
      .filter((event) => !event.node.startsWith('load'))
      .map(({ request }) => played.request(request));
    expect(asked.map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
    const dots = asked.flatMap(({ versions }) => versions.map(({ dot }) => dot));
    const isBeside = [...played.trace.events.keys()].some((id) => {
      const event = played.trace.event(id);
      if (event?.type !== 'version-stored' || event.at < atUs) return false;
      const held = played.view(event.at).keys.get(event.key)?.replicas.get(event.node) ?? [];
      return dots.every((dot) =>
        held.some(
          ({ version }) => version.dot.actor === dot.actor && version.dot.counter === dot.counter,
        ),
      );
    });
    expect(dots).toHaveLength(2);
    expect(isBeside).toBe(true);
  });

  test('where clocks do not decide, it cannot be shown, and says why', () => {
    const script = `lab 1\n${six}\nset versioning=timestamp-only\n${written}`;
    expect(reason(concurrentWrites, script)).toMatch(/^With versioning=timestamp-only one of two/);
  });
});

describe('An acknowledgement is lost, and what it acknowledged is stored', () => {
  test.each(all)('%s', (start) => {
    const situated = broughtAbout(lostAcknowledgement, start);
    const dropped = eventsOf(situated, 'message-lost').filter(
      (event) => event.reason === 'dropped',
    );
    expect(dropped).toHaveLength(1);
    const sent = eventsOf(situated, 'message-sent').find(
      ({ message }) => message === dropped[0]?.message,
    );
    expect(sent?.body.type).toBe('store-ack');
    const counted = eventsOf(situated, 'write-acknowledged').filter(
      (event) => sent?.body.type === 'store-ack' && event.request === sent.body.request,
    );
    expect(counted.map(({ by }) => by)).not.toContain(sent?.node);
    const stored = situated.since.filter(
      (event) =>
        (event.type === 'version-stored' || event.type === 'hint-stored') &&
        event.node === sent?.node,
    );
    expect(stored.length).toBeGreaterThan(0);
  });

  test('a node on its own acknowledges nothing', () => {
    expect(reason(lostAcknowledgement, alone)).toMatch(/there is nothing to acknowledge/);
  });
});

describe('A replica acknowledges after W others', () => {
  const impossible = ['two nodes'];
  test.each(without(...impossible, 'w as large as n', 'without stand-ins'))('%s', late);
  test.each(['w as large as n', 'without stand-ins'])('%s', late);

  function late(start: string): void {
    const situated = broughtAbout(lateReplica, start);
    const [put] = eventsOf(situated, 'request-issued').filter(({ node }) => node === 'alice');
    const { outcome, completedAt } = situated.played.request(put?.request ?? '');
    expect(outcome).toBe('ok');
    const shaped = eventsOf(situated, 'link-shaped');
    expect(shaped.map(({ shape }) => shape)).toEqual([expect.stringMatching(/^latency/), 'normal']);
    const acknowledged = eventsOf(situated, 'write-acknowledged').filter(
      ({ request, by }) => request === put?.request && by === shaped[0]?.to,
    );
    expect(acknowledged).toHaveLength(1);
    expect(acknowledged[0]?.late).toBe(true);
    expect(acknowledged[0]?.at).toBeGreaterThan(completedAt ?? Infinity);
  }

  test('the one that is looked at, when it keeps the key', () => {
    const situated = situate(starts['six nodes'] ?? '', atUs, lateReplica, {
      key: 'cart',
      node: 'B',
    });
    expect(eventsOf(situated, 'link-shaped')[0]?.to).toBe('B');
  });

  test('not where every replica is needed, nor one that is down', () => {
    expect(reason(lateReplica, starts['two nodes'] ?? '')).toMatch(/^W = 2 cannot be met without/);
    expect(reason(lateReplica, starts['a home node down'] ?? '', 'B')).toMatch(
      /^B cannot be reached/,
    );
    expect(reason(lateReplica, alone)).toMatch(/^It takes two home nodes/);
  });
});

describe('W cannot be met, with stand-ins or without', () => {
  test.each(all)('%s', (start) => {
    const situated = broughtAbout(exhaustedW, start);
    const [put] = eventsOf(situated, 'request-issued').filter(({ node }) => node === 'alice');
    expect(situated.played.outcome(put?.request ?? '')).toBe('write-quorum-not-met');
    const { w, n } = situated.played.view().settings;
    const counts = eventsOf(situated, 'write-acknowledged')
      .filter(({ request }) => request === put?.request)
      .map(({ count }) => count);
    expect(Math.max(...counts)).toBe(Math.min(w, n) - 1);
  });

  test('with W = 1 there is nothing to exhaust', () => {
    expect(reason(exhaustedW, `lab 1\n${six}\nset w=1\n${written}`)).toMatch(/Raise W first/);
    expect(reason(exhaustedW, alone)).toMatch(/one home node/);
  });
});

describe('A clock loses its oldest pair', () => {
  test.each(all)('%s', (start) => {
    const situated = broughtAbout(overflowingClock, start);
    const cut = eventsOf(situated, 'clock-truncated');
    const own = eventsOf(situated, 'request-issued').filter(({ node }) => node === 'alice');
    expect(own.some(({ request }) => request === cut.at(-1)?.request)).toBe(true);
    const { clockLimit } = situated.played.view().settings;
    expect(clockLimit).toBe(play(starts[start] ?? '').view(atUs).settings.clockLimit);
  });

  test('with as many coordinators as the limit allows and one more, where there are so many', () => {
    const script = `lab 1\n${many}\nset n=12\n${written}`;
    const situated = situate(script, atUs, overflowingClock, aboutOf(script));
    expect(eventsOf(situated, 'setting-changed')).toEqual([]);
    expect(eventsOf(situated, 'request-issued').filter(({ op }) => op === 'put')).toHaveLength(11);
    expect(eventsOf(situated, 'clock-truncated')).toHaveLength(1);
  });

  test('not with one coordinator', () => {
    expect(reason(overflowingClock, alone)).toMatch(/two coordinators/);
  });
});

test('A key that nobody has asked for yet has no place, and no home node up is said', () => {
  for (const situation of [concurrentWrites, lostAcknowledgement, lateReplica, exhaustedW]) {
    expect(reason(situation, `lab 1\n${six}\n`)).toMatch(/^Nobody knows yet where cart belongs/);
    const dead = `lab 1\n${six}\n${written}at 300ms kill A\nkill B\nkill C\n`;
    expect(reason(situation, dead)).toMatch(/^No home node of cart can be reached/);
  }
});

test('The same situation gives the same run', () => {
  const once = broughtAbout(overflowingClock, 'six nodes');
  expect(once.script).toBe(broughtAbout(overflowingClock, 'six nodes').script);
  expect(once.script).toContain('set clock-limit=2');
});
