import { describe, expect, it } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import { sloppyRun } from '../testing/runs.ts';
import { focusOf } from '../focus.ts';
import { stepsOfWalk } from './walk-steps.ts';

function stepsOf(script: string, atUs: number): readonly string[] {
  const view = play(script).view(atUs);
  return stepsOfWalk(view, focusOf(view, { type: 'key', key: 'cart' })).map(
    ({ sentence }) => sentence,
  );
}

function placed(head: string): string {
  return `lab 1\n${head}\nset n=2 r=1 w=1 tokens=1 latency=fixed:10ms\nat 0 put cart milk as alice\nat 900ms say done\nuntil 1s\n`;
}

// cart lies at 35.2 % of the ring.
describe('§4.3 the preference walk, step by step', () => {
  it('names the hash, the place, each token that is taken or skipped, and n', () => {
    const tokens = 'tokens A 40% 45%\ntokens B 50%\ntokens C 60%';
    expect(stepsOf(placed(`cluster A B C\n${tokens}`), 900_000)).toMatchInlineSnapshot(`
      [
        "MD5 of cart is 54013ba6…, and that is where the key lies.",
        "It lies 32.8 % of the way round the ring, clockwise from the top.",
        "Clockwise from there, the first token is one of A: home node 1 of 2, and first to coordinate.",
        "A token of A is skipped: a machine that is on the list already would be no second copy.",
        "The next token is one of B, on another machine: home node 2 of 2.",
        "That makes 2, as many as n allows: A and B keep cart.",
      ]
    `);
  });

  it('says that a data centre has its copy already (§4.6)', () => {
    const tokens = 'tokens A 40%\ntokens B 50%\ntokens C 60%';
    expect(stepsOf(placed(`cluster A@east B@east C@west\n${tokens}`), 900_000))
      .toMatchInlineSnapshot(`
      [
        "MD5 of cart is 54013ba6…, and that is where the key lies.",
        "It lies 32.8 % of the way round the ring, clockwise from the top.",
        "Clockwise from there, the first token is one of A: home node 1 of 2, and first to coordinate.",
        "A token of B is skipped: east has a copy already, and every data centre is to have one first.",
        "The next token is one of C, on another machine: home node 2 of 2.",
        "That makes 2, as many as n allows: A and C keep cart.",
      ]
    `);
  });

  it('begins at the end of the partition under strategy 2 (§6.2)', () => {
    const head = 'cluster A B C\nset strategy=2 partitions=8';
    expect(stepsOf(placed(head), 900_000)[2]).toMatchInlineSnapshot(
      `"It is in one of 8 equal partitions: the walk begins where that ends, at 37.5 %."`,
    );
  });

  it('goes on to the stand-in, and says for whom it keeps the copy (§4.6)', () => {
    expect(stepsOf(sloppyRun, 1_500_000).slice(-2)).toMatchInlineSnapshot(`
      [
        "That makes 3, as many as n allows: B, F and C keep cart.",
        "Beyond n comes A: it stands in for F, and keeps the copy as a hint for it.",
      ]
    `);
  });
});
