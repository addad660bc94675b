import { describe, expect, it } from 'vitest';

import { play } from '../testing/play.ts';
import { textbook } from './textbook.ts';

/** A put, then all its home nodes crash and come back, then a get. */
const allCrash = [
  'at 0 put cart milk via C',
  'at 100ms kill C',
  'kill D',
  'kill E',
  'at 1s restart C',
  'restart D',
  'restart E',
  'at 2s get cart via C',
];

describe('§4.6 sloppy quorum and hinted handoff', () => {
  it('lets D hold A’s copy while A is away, hand it over, and then delete it', () => {
    const played = play(
      [
        'lab 1',
        'cluster A B C D',
        'set tokens=1 placement=even latency=fixed:10ms w=3',
        'at 0 kill A',
        'put bread rye via B',
        'at 3s restart A',
        '',
      ].join('\n'),
    );
    const list = played.view().keys.get('bread')?.preferenceList;
    expect(list).toEqual(['A', 'B', 'C', 'D']);
    expect(played.outcome('r1')).toBe('ok');
    expect(played.hints('bread', 2_000_000)).toEqual(['D for A: rye']);
    expect(played.hints('bread')).toEqual([]);
    for (const home of ['A', 'B', 'C']) expect(played.kept(home, 'bread')).toEqual(['rye']);
    expect(played.kept('D', 'bread')).toEqual([]);
  });

  it('deletes a hint after the acknowledgement, never before', () => {
    const played = play(textbook('', 'at 0 kill D', 'put cart milk via C', 'at 3s restart D'));
    const [handedOff] = played.all('hint-handed-off');
    const [discarded] = played.all('hint-discarded');
    const stored = played.all('version-stored').find((event) => event.reason === 'handoff');
    expect(stored?.id).toBeLessThan(handedOff?.id ?? 0);
    expect(handedOff?.id).toBeLessThan(discarded?.id ?? 0);
  });

  it('keeps the hint when the acknowledgement is lost, and hands over again', () => {
    const played = play(
      textbook(
        'handoff-every=2s',
        'at 0 kill D',
        'put cart milk via C',
        'at 1500ms restart D',
        'cut D > F',
        'at 6s heal',
      ),
    );
    expect(played.hints('cart', 5_900_000)).toEqual(['F for D: milk']);
    expect(played.kept('D', 'cart', 5_900_000)).toEqual(['milk']);
    expect(played.hints('cart')).toEqual([]);
    expect(played.clocks('D', 'cart')).toEqual(['C1']);
  });

  it('gives the k-th missing home node the k-th next reachable one', () => {
    const played = play(textbook('w=3', 'at 0 kill D', 'kill E', 'put cart milk via C'));
    expect(played.outcome('r1')).toBe('ok');
    expect(played.hints('cart')).toEqual(['A for E: milk', 'F for D: milk']);
  });

  it('counts only home nodes with sloppy=off', () => {
    const played = play(textbook('w=3 sloppy=off', 'at 0 kill D', 'put cart milk via C'));
    expect(played.outcome('r1')).toBe('write-quorum-not-met');
    expect(played.hints('cart')).toEqual([]);
  });

  it('serves gets from a stand-in', () => {
    const played = play(
      textbook(
        'r=3',
        'at 0 kill D',
        'put cart milk via C',
        'at 1s kill C',
        'kill E',
        'get cart via F',
      ),
    );
    expect(played.outcome('r2')).toBe('ok');
    expect(played.got('r2')).toEqual(['milk']);
  });

  it('refuses a write with W=1 only when no node can be reached', () => {
    const kills = ['B', 'C', 'D', 'E', 'F'].map((node) => `kill ${node}`);
    const played = play(textbook('w=1 r=1', 'at 0 say end', ...kills, 'put cart milk via A'));
    expect(played.outcome('r1')).toBe('ok');
  });

  it('asks a home node it wrongly suspects rather than fail', () => {
    const played = play(
      [
        'lab 1',
        'cluster A B C',
        'set tokens=1 placement=even latency=fixed:10ms w=3 suspect-for=1m',
        'at 0 partition A / B C',
        'put cart milk via A',
        'at 2s heal',
        'put cart eggs via A',
        '',
      ].join('\n'),
    );
    expect(played.outcome('r1')).toBe('write-quorum-not-met');
    expect(played.outcome('r2')).toBe('ok');
  });

  it('does not start a storm when many hints wait for one node: a few at a time', () => {
    const puts = Array.from({ length: 40 }, (_, index) => `put key-${index} v via A`);
    const kill = ['at 0 kill D', ...puts, 'at 5s restart D'];
    const played = play(textbook('w=1', ...kill));
    const holders = new Set(played.all('hint-stored').map((event) => event.node));
    for (const holder of holders) {
      let underWay = 0;
      for (const event of played.trace.events) {
        const isHandoff = event.type === 'message-sent' && event.body.type === 'handoff';
        if (isHandoff && event.node === holder) underWay += 1;
        if (event.type === 'hint-handed-off' && event.node === holder) underWay -= 1;
        if (event.type === 'node-suspected' && event.node === holder) underWay = 0;
        expect(underWay).toBeLessThanOrEqual(4);
      }
    }
    expect(played.all('hint-handed-off').length).toBeGreaterThan(10);
    expect([...played.view().keys.values()].flatMap(({ hints }) => hints)).toEqual([]);
  });
});

describe('§4.8.3 failure detection', () => {
  it('is local: who was not let down suspects nobody', () => {
    const played = play(
      textbook('', 'at 0 cut D > C', 'put cart milk via C', '+400ms get cart via E'),
    );
    expect(played.all('node-suspected').map((event) => [event.node, event.suspect])).toEqual([
      ['C', 'D'],
    ]);
  });

  it('tries a suspected node again, and trusts it when it answers', () => {
    const played = play(
      textbook(
        'suspect-for=500ms',
        'at 0 kill D',
        'put cart milk via C',
        'at 3s restart D',
        'until 6s',
      ),
    );
    const probes = played
      .all('message-sent')
      .filter((event) => event.body.type === 'probe' && event.node === 'C');
    expect(probes.length).toBeGreaterThan(3);
    expect(played.all('node-trusted').map((event) => event.node)).toContain('C');
    expect(played.view().nodes.get('C')?.suspects.size).toBe(0);
  });

  it('notices nothing while there is no traffic', () => {
    const played = play(textbook('', 'at 0 kill D', 'until 10s'));
    expect(played.all('node-suspected')).toEqual([]);
  });
});

describe('crashes and disks (§4.6, §5, protocol.md 35)', () => {
  it('recovers what was flushed, before it answers', () => {
    const played = play(
      textbook(
        'r=1',
        'at 0 put cart milk via C',
        'at 1s kill C',
        'at 2s restart C',
        'get cart via C',
      ),
    );
    expect(played.got('r2')).toEqual(['milk']);
    const recovered = played.all('node-recovered').at(-1);
    expect(recovered).toMatchObject({ node: 'C', versions: 1, torn: 0, incarnation: 1 });
  });

  it('never counts to the same number twice: a wiped node goes on as another incarnation', () => {
    const played = play(
      textbook(
        '',
        'at 0 put cart milk via C',
        'at 1s wipe C',
        'restart C',
        '+1ms put cart eggs blind as bob via C',
        'at 3s get cart via D',
      ),
    );
    expect(played.got('r3')).toEqual(['eggs', 'milk']);
    expect(played.clocks('D', 'cart')).toEqual(['C1', 'C~21']);
  });

  it('loses what was only buffered, says so, and goes on as another incarnation', () => {
    const played = play(
      textbook('durability=buffered durable-write=off flush-every=10s w=1', ...allCrash),
    );
    expect(played.outcome('r1')).toBe('ok');
    expect(played.got('r2')).toEqual([]);
    expect(played.all('write-lost').map((event) => event.target)).toEqual(['C', 'D', 'E']);
    const incarnations = played
      .all('node-recovered')
      .map((event) => [event.node, event.incarnation]);
    expect(incarnations.slice(-3)).toEqual([
      ['C', 2],
      ['D', 2],
      ['E', 2],
    ]);
  });

  it('asks one of the n replicas for a durable write, which survives all of them crashing (§5)', () => {
    const played = play(textbook('durability=buffered flush-every=10s', ...allCrash));
    const flushed = played.all('write-flushed').filter(({ at }) => at < 100_000);
    expect(flushed.map(({ node }) => node)).toEqual(['D']);
    expect(played.all('write-lost').map((event) => event.target)).toEqual(['C', 'E']);
    expect(played.got('r2')).toEqual(['milk']);
    // Nobody waits for the disk beyond W.
    expect(played.all('request-answered')[0]?.at).toBe(40_000);
  });

  it('never takes an incarnation again, whether a buffer or a disk was lost', () => {
    const played = play(
      textbook(
        'durability=buffered',
        'at 100ms kill C',
        'at 1s restart C',
        'at 2s wipe C',
        'at 3s restart C',
        'until 4s',
      ),
    );
    const lives = played.all('node-recovered').filter((event) => event.node === 'C');
    expect(lives.map((event) => event.incarnation)).toEqual([1, 2, 3]);
  });

  it('drops a record that was being written when the node crashed, and goes on behind it', () => {
    const torn = Array.from({ length: 12 }, (_, index) => index + 1).map((seed) =>
      play(
        textbook(
          `seed=${seed} durability=buffered flush-every=10s w=1`,
          'at 0 put cart milk via C',
          'at 100ms kill C',
          'at 1s restart C',
          '+1s put cart eggs via C',
          'at 15s kill C',
          'at 16s restart C',
          'until 20s',
        ),
      ),
    );
    const counts = torn.map((played) =>
      played
        .all('node-recovered')
        .filter((e) => e.node === 'C')
        .map((e) => e.torn),
    );
    expect(counts.some((of) => of[1] === 1)).toBe(true);
    expect(counts.every((of) => of[2] === 0)).toBe(true);
    for (const played of torn) expect(played.kept('C', 'cart')).toContain('eggs');
  });

  it('answers late after a pause, not never', () => {
    const played = play(
      textbook(
        'replica-timeout=2s request-timeout=5s w=3',
        'at 0 pause D for 1s',
        'put cart milk via C',
      ),
    );
    expect(played.outcome('r1')).toBe('ok');
    expect(played.request('r1').completedAt).toBeGreaterThan(1_000_000);
    expect(played.all('node-suspected')).toEqual([]);
  });

  it('changes nothing when messages come twice and out of order', () => {
    const played = play(
      textbook(
        '',
        'at 0 link * latency 30ms jitter 29ms duplicate 50%',
        ...Array.from(
          { length: 10 },
          (_, index) => `at ${index * 200 + 1}ms put cart v${index} via C`,
        ),
        'at 5s get cart via D',
      ),
    );
    expect(played.got('r11')).toEqual(['v9']);
    for (const home of ['C', 'D', 'E']) expect(played.kept(home, 'cart')).toEqual(['v9']);
  });
});
