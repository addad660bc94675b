import { describe, expect, it } from 'vitest';

import { play } from '../testing/play.ts';
import { textbook } from './textbook.ts';

describe('§4.1 interface', () => {
  it('answers a get of an absent key with nothing, and no error', () => {
    const played = play(textbook('', 'at 0 get cart'));
    expect(played.outcome('r1')).toBe('ok');
    expect(played.got('r1')).toEqual([]);
  });

  it('keeps keys apart by their bytes, whatever they are called', () => {
    const keys = ['"é"', '"e\\u0301"', '__proto__', 'constructor', '"🛒 \\" #"'];
    const puts = keys.map((key, index) => `put ${key} v${index} via A`);
    const gets = keys.map((key) => `get ${key} via B`);
    const played = play(textbook('', 'at 0 say go', ...puts, 'at 1s say read', ...gets));
    keys.forEach((_, index) =>
      expect(played.got(`r${keys.length + index + 1}`)).toEqual([`v${index}`]),
    );
  });

  it('hands deletes on as versions: a get finds nothing, and the put after it goes on from there', () => {
    const played = play(
      textbook(
        '',
        'at 0 put cart milk via C',
        'at 1s cut C > E',
        'delete cart via C',
        '+90ms get cart via D',
        'at 2s put cart eggs via D',
        'at 3s get cart via D',
      ),
    );
    expect(played.got('r3')).toEqual([]);
    expect(played.kept('D', 'cart', 1_090_000)).toEqual(['†']);
    expect(played.got('r5')).toEqual(['eggs']);
  });
});

describe('§4.5 quorums', () => {
  it('answers a put after exactly W acknowledgements, the coordinator its own first one', () => {
    for (const w of [1, 2, 3]) {
      const played = play(textbook(`w=${w}`, 'at 0 put cart milk via C'));
      const before = played
        .all('write-acknowledged')
        .filter((event) => !event.late)
        .map((event) => event.by);
      expect(before).toHaveLength(w);
      expect(before[0]).toBe('C');
      expect(played.all('write-acknowledged')).toHaveLength(3);
    }
  });

  it('answers a get after exactly R replies', () => {
    for (const r of [1, 2, 3]) {
      const played = play(textbook(`r=${r}`, 'at 0 put cart milk via C', 'at 1s get cart via C'));
      const counted = played.all('read-replied').filter((event) => !event.late);
      expect(counted).toHaveLength(r);
      expect(played.got('r2')).toEqual(['milk']);
    }
  });

  it('stores at the coordinator before anything is sent or answered', () => {
    const played = play(textbook('w=1', 'at 0 put cart milk via C'));
    const [stored] = played.all('version-stored');
    const sentByC = played.all('message-sent').filter((event) => event.node === 'C');
    expect(stored?.node).toBe('C');
    for (const sent of sentByC) expect(sent.id).toBeGreaterThan(stored?.id ?? Infinity);
  });

  it('asks as many nodes as there are when n is larger than the cluster', () => {
    const played = play(
      'lab 1\ncluster A B\nset n=5 r=2 w=2\nat 0 put cart milk\nat 1s get cart\n',
    );
    expect(played.outcome('r1')).toBe('ok');
    expect(played.view().keys.get('cart')?.homes).toBe(2);
    expect(played.got('r2')).toEqual(['milk']);
  });

  it('says not acknowledged, never rolled back: a put that failed may surface later', () => {
    const played = play(
      textbook('w=3 sloppy=off', 'at 0 kill D', 'put cart milk via C', 'at 2s get cart via C'),
    );
    expect(played.outcome('r1')).toBe('write-quorum-not-met');
    expect(played.got('r2')).toEqual(['milk']);
  });

  it('gives the client a timeout when its coordinator dies, whatever became of the write', () => {
    const played = play(textbook('', 'at 0 put cart milk via C', 'at 15ms kill C'));
    expect(played.outcome('r1')).toBe('timeout');
    expect(played.kept('D', 'cart')).toEqual(['milk']);
  });

  it('may read stale data with R + W ≤ N', () => {
    const played = play(
      textbook(
        'r=1 w=1',
        'at 0 put cart milk via C',
        'at 1s cut C > E',
        'cut C > D',
        'put cart eggs via C',
        '+30ms get cart via E',
      ),
    );
    expect(played.outcome('r2')).toBe('ok');
    expect(played.got('r3')).toEqual(['milk']);
  });
});

describe('§5, §6.4 who coordinates', () => {
  it('hands a request on once, to the first home node that answers', () => {
    const played = play(textbook('', 'at 0 put cart milk via A'));
    expect(played.all('request-forwarded').map((event) => [event.node, event.to])).toEqual([
      ['A', 'C'],
    ]);
    expect(played.request('r1').coordinator).toBe('C');
  });

  it('finds the next home node when the first one is dead and nobody knows yet', () => {
    const played = play(textbook('', 'at 0 kill C', 'put cart milk via A'));
    expect(played.outcome('r1')).toBe('ok');
    expect(played.request('r1').coordinator).toBe('D');
  });

  it('coordinates at a stand-in when every home node is away', () => {
    const played = play(textbook('', 'at 0 kill C', 'kill D', 'kill E', 'put cart milk via A'));
    expect(played.outcome('r1')).toBe('ok');
    expect(['F', 'A', 'B']).toContain(played.request('r1').coordinator);
    expect(played.hints('cart')).toEqual(['A for D: milk', 'B for E: milk', 'F for C: milk']);
  });

  it('stamps a request once, though every message comes twice', () => {
    const played = play(
      textbook(
        '',
        'at 0 link * duplicate 100%',
        'put cart milk via A',
        'put cart eggs as bob via C',
      ),
    );
    const coordinated = played
      .all('version-stored')
      .filter((event) => event.reason === 'coordinated');
    expect(coordinated).toHaveLength(2);
    expect(played.all('write-acknowledged').filter((event) => event.count > 3)).toEqual([]);
  });

  it('refuses a put at a node that is down, at once', () => {
    const played = play(textbook('', 'at 0 kill C', 'put cart milk via C'));
    expect(played.outcome('r1')).toBe('node-down');
    expect(played.request('r1').answeredAt).toBe(0);
  });

  it('says that no node can be reached when all are down', () => {
    const kills = ['A', 'B', 'C', 'D', 'E', 'F'].map((node) => `kill ${node}`);
    const played = play(textbook('', 'at 0 say end', ...kills, 'put cart milk'));
    expect(played.outcome('r1')).toBe('no-node-reachable');
  });
});

describe('§5 read repair', () => {
  it('mends the replica that was behind, with what it lacks and nothing else', () => {
    const played = play(
      textbook(
        'sloppy=off',
        'at 0 put cart milk via C',
        'at 1s kill E',
        'put cart eggs via C',
        'at 2s restart E',
        'at 4s get cart via C',
      ),
    );
    expect(played.kept('E', 'cart', 3_900_000)).toEqual(['milk']);
    const repaired = played.all('read-repaired');
    expect(repaired).toHaveLength(1);
    expect(repaired[0]).toMatchObject({ node: 'C', replica: 'E' });
    expect(repaired[0]?.versions.map(({ value }) => value)).toEqual(['eggs']);
    expect(played.kept('E', 'cart')).toEqual(['eggs']);
  });

  it('does nothing when it is off', () => {
    const played = play(
      textbook(
        'sloppy=off read-repair=off',
        'at 0 put cart milk via C',
        'at 1s kill E',
        'put cart eggs via C',
        'at 2s restart E',
        'at 4s get cart via C',
      ),
    );
    expect(played.kept('E', 'cart')).toEqual(['milk']);
  });

  it('waits for stragglers until the replica timeout, after the client has its answer', () => {
    const played = play(
      textbook('', 'at 0 put cart milk via C', 'at 1s link E > C latency 80ms', 'get cart via C'),
    );
    const answered = played.request('r2').answeredAt ?? 0;
    const late = played.all('read-replied').find((event) => event.late);
    expect(late?.by).toBe('E');
    expect(late?.at).toBeGreaterThan(answered);
  });
});
