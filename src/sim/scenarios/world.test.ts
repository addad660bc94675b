import { describe, expect, it } from 'vitest';

import { play } from '../testing/play.ts';
import { textbook } from './textbook.ts';

/** Why each refused command was refused. */
function refusals(played: ReturnType<typeof play>): string[] {
  return played.all('command-refused').map((event) => `${event.line}: ${event.why}`);
}

describe('messages in flight', () => {
  const put = 'at 0 put cart milk via C';

  it('can be dropped by hand', () => {
    const played = play(textbook('w=3', put, 'at 15ms drop m2'));
    expect(played.all('message-lost')[0]).toMatchObject({ message: 'm2', reason: 'dropped' });
    expect(played.hints('cart', 500_000)).toEqual(['F for D: milk']);
  });

  it('can be delayed, and delivered at once', () => {
    const played = play(textbook('', put, 'at 15ms delay m2 50ms', 'deliver m3'));
    const arrival = (message: string) =>
      played.all('message-delivered').find((event) => event.message === message)?.at;
    expect(arrival('m2')).toBe(70_000);
    expect(arrival('m3')).toBe(15_000);
  });

  it('can be sent twice, which changes nothing', () => {
    const played = play(textbook('', put, 'at 15ms duplicate m2'));
    const copies = played.all('message-sent').filter((event) => event.copyOf === 'm2');
    expect(copies).toHaveLength(1);
    expect(played.all('version-stored')).toHaveLength(3);
  });

  it('are gone once they have arrived: then the command is refused, in words', () => {
    const played = play(textbook('', put, 'at 1s drop m2', 'delay m99 1ms'));
    expect(refusals(played)).toEqual([
      'drop m2: m2 is not in flight',
      'delay m99 1ms: m99 is not in flight',
    ]);
  });

  it('to an earlier life of a node are lost: the connection went with it', () => {
    const played = play(textbook('', put, 'at 12ms kill D', '+1ms restart D'));
    expect(played.all('message-lost')[0]).toMatchObject({ message: 'm2', reason: 'node-down' });
  });
});

describe('partitions and cuts', () => {
  it('one group alone is cut off from all others', () => {
    const played = play(textbook('', 'at 0 partition A B'));
    const cut = played.view().cutLinks;
    expect(cut.size).toBe(2 * 2 * 4);
    expect(cut.has('A>C') && cut.has('C>A') && !cut.has('A>B')).toBe(true);
  });

  it('a cut goes one way only', () => {
    const played = play(textbook('', 'at 0 cut A > B'));
    expect([...played.view().cutLinks]).toEqual(['A>B']);
  });

  it('heal mends both ways between two nodes, or everything', () => {
    const two = play(textbook('', 'at 0 partition A / B C', 'heal A B'));
    expect([...two.view().cutLinks].toSorted()).toEqual(['A>C', 'C>A']);
    const all = play(textbook('', 'at 0 partition A / B C', 'heal', 'heal'));
    expect(all.view().cutLinks.size).toBe(0);
    expect(refusals(all)).toEqual(['heal: nothing is cut']);
  });

  it('two clients write from one context on both sides: both versions stay, and one put reconciles', () => {
    const played = play(
      textbook(
        '',
        'at 0 put cart milk as alice via C',
        'at 1s get cart as alice via C',
        'get cart as bob via D',
        'at 2s partition C B A / D E F',
        'put cart eggs as alice via C',
        'put cart flour as bob via D',
        'at 4s heal',
        'at 8s get cart as alice via C',
        'at 9s put cart both as alice via D',
        'at 10s get cart as bob via E',
      ),
    );
    expect(played.outcome('r4')).toBe('ok');
    expect(played.outcome('r5')).toBe('ok');
    expect(played.got('r6')).toEqual(['eggs', 'flour']);
    expect(played.got('r8')).toEqual(['both']);
  });
});

describe('links', () => {
  it('take what they are told to, and are normal again', () => {
    const played = play(
      textbook(
        '',
        'at 0 link C > D latency 50ms',
        'put cart a via C',
        'at 1s link C > D normal',
        'put cart b via C',
      ),
    );
    const times = played
      .all('message-sent')
      .filter((event) => event.node === 'C' && event.to === 'D' && event.body.type === 'store')
      .map((event) => event.arrivesAt - event.at);
    expect(times).toEqual([50_000, 10_000]);
  });

  it('lose the share they are told to', () => {
    const played = play(textbook('loss=20% sloppy=off', 'at 0 load 500/s for 4s'));
    const share = played.all('message-lost').length / played.all('message-sent').length;
    expect(share).toBeGreaterThan(0.18);
    expect(share).toBeLessThan(0.22);
  });
});

describe('machines', () => {
  it('refuse what makes no sense now, in words, and the run goes on', () => {
    const played = play(
      textbook(
        '',
        'at 0 kill A',
        'kill A',
        'restart B',
        'resume B',
        'pause A',
        'handoff A',
        'put cart milk via C',
      ),
    );
    expect(refusals(played)).toEqual([
      'kill A: A is down already',
      'restart B: B is not down: kill it first',
      'resume B: B is not paused',
      'pause A: A is down: only a running node can be paused',
      'handoff A: A is down',
    ]);
    expect(played.outcome('r1')).toBe('ok');
  });

  it('a skewed clock moves timestamps and nothing else (protocol.md 37)', () => {
    const put = 'at 1s put cart milk via C';
    const [plain, skewed] = [textbook('', put), textbook('', 'at 0 skew C 1m', put)].map(play);
    const stamp = (played: typeof plain) => played?.all('version-stored')[0]?.version.writtenAt;
    expect((stamp(skewed) ?? 0) - (stamp(plain) ?? 0)).toBe(60_000_000);
    expect(skewed?.request('r1').completedAt).toBe(plain?.request('r1').completedAt);
  });

  it('hand over at once when they are told to', () => {
    const played = play(
      textbook(
        'handoff-every=1m',
        'at 0 kill D',
        'put cart milk via C',
        'at 2s restart D',
        '+1ms handoff F',
        'until 5s',
      ),
    );
    expect(played.hints('cart')).toEqual([]);
    expect(played.kept('D', 'cart')).toEqual(['milk']);
  });
});

describe('workload', () => {
  it('issues about as many requests as it says, reads and writes as it says', () => {
    const played = play(textbook('', 'at 0 load 200/s for 5s keys=10 reads=25% clients=3'));
    const issued = played.all('request-issued');
    expect(issued.length).toBeGreaterThan(900);
    expect(issued.length).toBeLessThan(1_100);
    const reads = issued.filter(({ op }) => op === 'get').length / issued.length;
    expect(reads).toBeGreaterThan(0.2);
    expect(reads).toBeLessThan(0.3);
    expect(new Set(issued.map(({ node }) => node)).size).toBe(3);
    expect(new Set(issued.map(({ key }) => key)).size).toBe(10);
  });

  it('asks for popular keys more often', () => {
    const played = play(textbook('', 'at 0 load 400/s for 5s keys=50 zipf=1'));
    const count = (key: string) => played.all('request-issued').filter((e) => e.key === key).length;
    expect(count('k1')).toBeGreaterThan(3 * count('k10'));
  });
});

describe('where a run ends', () => {
  it('ends when nothing but periodic work is left', () => {
    const played = play(textbook('', 'at 0 kill D', 'put cart milk via C'));
    expect(played.nowUs).toBeLessThan(1_000_000);
  });

  it('ends with its last command when nothing comes of it', () => {
    const played = play(textbook('', 'at 0 put cart milk via C', 'at 5s say over'));
    expect(played.nowUs).toBe(5_000_000);
  });

  it('waits for a hint whose home node is up again', () => {
    const played = play(
      textbook('handoff-every=30s', 'at 0 kill D', 'put cart milk via C', 'at 1s restart D'),
    );
    expect(played.nowUs).toBeGreaterThan(30_000_000);
    expect(played.hints('cart')).toEqual([]);
  });

  it('lasts 60 s past its last command at most', () => {
    const played = play(
      textbook('', 'at 0 put cart milk via C', 'at 1s link * latency 1m', 'get cart'),
    );
    expect(played.nowUs).toBeLessThanOrEqual(61_000_000);
  });
});

describe('members (§4.8.1)', () => {
  it('can be removed but for the last, which cannot take its own removal either', () => {
    const played = play(
      textbook(
        '',
        'at 0 remove B via A',
        ...['C', 'D', 'E', 'F'].map((node) => `remove ${node} via A`),
      ),
    );
    expect(refusals(played)).toEqual([]);
    const alone = play(
      'lab 1\ncluster A B\nset n=1 r=1 w=1\nat 0 remove B via A\nat 20s remove A via A\nat 21s put cart milk as alice\nuntil 23s\n',
    );
    expect(refusals(alone)).toEqual(['remove A via A: without A there is no ring']);
    expect(alone.all('request-answered').map(({ outcome }) => outcome)).toEqual(['ok']);
  });
});
