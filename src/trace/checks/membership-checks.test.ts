import { describe, expect, it } from 'vitest';

import type { Message } from '../../dynamo/message.ts';
import type { Version } from '../../dynamo/versioning/version.ts';
import { eggs, healthy, milk, verdictsOf } from '../testing/healthy-run.ts';
import type { Recorder } from '../testing/record.ts';

const ranges = [{ from: '0'.repeat(32), to: '8'.repeat(32) }];
const root = { range: ranges[0] ?? { from: '', to: '' }, prefix: '' };

let messages = 0;

/** Sends a message and lets it arrive; what follows is caused by its arrival. */
function mail(
  run: Recorder,
  from: string,
  to: string,
  body: Message,
  copyOf: string | null = null,
): string {
  messages += 1;
  const message = `x${messages}`;
  const letter = { message, to, arrivesAt: run.at, bytes: 9, copyOf };
  run.record(from, { type: 'message-sent', body, ...letter });
  run.record(to, { type: 'message-delivered', message });
  return message;
}

function learn(run: Recorder, node: string, member: string, change: 'join' | 'remove'): void {
  const issued = { member, change, issuedAt: 5, issuedBy: 'A', from: null } as const;
  run.record(node, { type: 'membership-learned', ...issued });
}

describe('membershipConverges', () => {
  const hash = { high: 1, low: 2 };

  it('is not yet so while a node has not heard of a change', () => {
    const run = healthy();
    learn(run, 'A', 'D', 'remove');
    expect(verdictsOf(run).membershipConverges).toBe(
      'not yet: A believes A B C, B believes A B C D',
    );
    for (const node of ['B', 'C', 'D']) learn(run, node, 'D', 'remove');
    run.record('D', { type: 'node-left' });
    expect(verdictsOf(run).membershipConverges).toBe('ok');
  });

  it('sees gossip that finds no difference where there is one', () => {
    const run = healthy();
    learn(run, 'A', 'D', 'remove');
    mail(run, 'A', 'B', { type: 'gossip', digest: hash });
    mail(run, 'B', 'A', { type: 'gossip-reply', history: null });
    expect(verdictsOf(run).membershipConverges).toMatch(
      /^broken: A and B found no difference in their membership, and there is one/,
    );
  });

  it('does not blame gossip for what a node learned in the meantime', () => {
    const run = healthy();
    mail(run, 'A', 'B', { type: 'gossip', digest: hash });
    mail(run, 'B', 'A', { type: 'gossip-reply', history: null });
    learn(run, 'A', 'D', 'remove');
    expect(verdictsOf(run).membershipConverges).toMatch(/^not yet/);
  });

  it('takes a copy for what was known when the first one was sent', () => {
    const run = healthy();
    const first = mail(run, 'A', 'B', { type: 'gossip', digest: hash });
    learn(run, 'A', 'D', 'remove');
    mail(run, 'A', 'B', { type: 'gossip', digest: hash }, first);
    mail(run, 'B', 'A', { type: 'gossip-reply', history: null });
    expect(verdictsOf(run).membershipConverges).toMatch(/^not yet/);
  });
});

/** A hands the range of `cart` over to D, which has to keep it from now on. */
class Transfer {
  readonly run = healthy();
  #part = 0;

  constructor() {
    this.run.record('A', { type: 'range-offered', to: 'D', transfer: 1, ranges });
    mail(this.run, 'A', 'D', { type: 'range-offer', transfer: 1, ranges });
    mail(this.run, 'D', 'A', { type: 'range-accept', transfer: 1, accepted: true });
  }

  send(versions: readonly Version[], isLast: boolean): void {
    this.#part += 1;
    const entries = versions.length === 0 ? [] : [{ key: 'cart', versions }];
    const part = { transfer: 1, part: this.#part, ranges, entries, isLast };
    mail(this.run, 'A', 'D', { type: 'range-transfer', ...part });
    for (const version of versions) this.run.store('D', 'cart', version);
  }

  acknowledge(): void {
    mail(this.run, 'D', 'A', { type: 'range-received', transfer: 1, part: this.#part, slices: 8 });
  }

  close(dropped: readonly string[] = ['cart']): void {
    const done = { to: 'D', transfer: 1, ranges, keysSent: 1, dropped };
    this.run.record('A', { type: 'range-handed-over', ...done });
  }
}

describe('rangesDroppedOnlyAfterAcknowledgement', () => {
  const verdict = ({ run }: Transfer): string =>
    verdictsOf(run).rangesDroppedOnlyAfterAcknowledgement;

  it('is content when all of it arrived, and that is no loss', () => {
    const transfer = new Transfer();
    transfer.send([milk], true);
    transfer.acknowledge();
    transfer.close();
    expect(verdict(transfer)).toBe('ok');
    expect(verdictsOf(transfer.run).acknowledgedVersionsHeld).toBe('ok');
  });

  it('sees a range dropped without a word from the new owner', () => {
    const transfer = new Transfer();
    transfer.send([milk], true);
    transfer.close();
    expect(verdict(transfer)).toMatch(/^broken: A handed ranges over to D: no acknowledgement/);
  });

  it('sees a range dropped before its last part', () => {
    const transfer = new Transfer();
    transfer.send([milk], false);
    transfer.acknowledge();
    transfer.close();
    expect(verdict(transfer)).toMatch(/^broken: A handed ranges over to D: no acknowledgement/);
  });

  it('sees a key dropped that came too late to be sent', () => {
    const transfer = new Transfer();
    transfer.send([milk], true);
    transfer.run.store('A', 'cart', eggs);
    transfer.acknowledge();
    transfer.close();
    expect(verdict(transfer)).toMatch('it dropped cart, which had not arrived as it was');
  });
});

describe('acknowledgedVersionsHeld', () => {
  it('sees a version that went with a range that nobody took', () => {
    const transfer = new Transfer();
    const { run } = transfer;
    for (const node of ['B', 'C']) run.supersede(node, 'cart', milk, eggs);
    transfer.close();
    expect(verdictsOf(run).acknowledgedVersionsHeld).toMatch(/^broken: A1 of cart/);
  });

  it('lets a tombstone go that every home node has', () => {
    const run = healthy();
    for (const node of ['A', 'B', 'C']) {
      run.record(node, { type: 'tombstone-reaped', key: 'cart', dot: milk.dot });
    }
    expect(verdictsOf(run).acknowledgedVersionsHeld).toBe('ok');
  });
});

describe('nothingTransferredTwice', () => {
  const verdict = ({ run }: Transfer): string => verdictsOf(run).nothingTransferredTwice;

  it('sees a key sent again that had arrived', () => {
    const transfer = new Transfer();
    transfer.send([milk], false);
    transfer.acknowledge();
    transfer.send([milk], true);
    expect(verdict(transfer)).toMatch(/^broken: A sent cart to D again, which had it/);
  });

  it('is content when the key has changed, or the part was never acknowledged', () => {
    const changed = new Transfer();
    changed.send([milk], false);
    changed.acknowledge();
    changed.send([milk, eggs], true);
    expect(verdict(changed)).toBe('ok');
    const lost = new Transfer();
    lost.send([milk], false);
    lost.send([milk], true);
    expect(verdict(lost)).toBe('ok');
  });

  it('lets an old owner begin anew after a crash', () => {
    const transfer = new Transfer();
    transfer.send([milk], false);
    transfer.acknowledge();
    transfer.run.record('world', { type: 'node-killed', target: 'A' });
    transfer.run.record('world', { type: 'node-restarted', target: 'A' });
    transfer.send([milk], true);
    expect(verdict(transfer)).toBe('ok');
  });
});

describe('replicasConverged', () => {
  function compared(run: Recorder): void {
    mail(run, 'A', 'B', { type: 'sync-roots', sync: 1, roots: [] });
    mail(run, 'B', 'A', { type: 'sync-differing', sync: 1, roots: [], unknown: [] });
    const places = [{ place: root, isEqual: true }];
    const session = { partner: 'B', sync: 1 };
    const arrived = run.trace.length - 1;
    run.record('A', { type: 'anti-entropy-compared', ...session, places }, arrived);
    const cost = { comparisons: 1, hashes: 1, messages: 2, versionsMoved: 0 };
    const outcome = 'in-step';
    run.record('A', { type: 'anti-entropy-finished', ...session, outcome, ...cost }, arrived);
  }

  it('sees trees that were found equal over replicas that differ', () => {
    const run = healthy();
    run.store('A', 'cart', eggs);
    compared(run);
    expect(verdictsOf(run).replicasConverged).toMatch(
      /^broken: cart is A1 A2 on A, A1 on B, though they compared their trees/,
    );
  });

  it('does not blame the trees for what came after', () => {
    const run = healthy();
    compared(run);
    run.store('A', 'cart', eggs);
    expect(verdictsOf(run).replicasConverged).toMatch(/^not yet/);
  });

  it('goes by the ring as it is now, not by the last request', () => {
    const run = healthy();
    for (const node of ['A', 'B', 'C', 'D']) learn(run, node, 'C', 'remove');
    run.record('C', { type: 'node-left' });
    expect(verdictsOf(run).replicasConverged).toMatch('cart is A1 on A, missing on D');
  });
});

describe('hintsDeletedOnlyAfterAcknowledgement', () => {
  it('lets a hint for a removed node go to whoever keeps the key now', () => {
    const readdressed = (isTold: boolean): string => {
      const run = healthy();
      run.hint('D', 'cart', milk, 'B');
      if (isTold) learn(run, 'D', 'B', 'remove');
      run.store('D', 'cart', milk);
      const { dot } = milk;
      const reason = 'handed-off';
      run.record('D', { type: 'hint-discarded', key: 'cart', for: 'B', dot, reason });
      return verdictsOf(run).hintsDeletedOnlyAfterAcknowledgement;
    };
    expect(readdressed(true)).toBe('ok');
    expect(readdressed(false)).toMatch(/^broken: D deleted a hint for B/);
  });
});

describe('rangesArrive', () => {
  it('waits for a transfer that is open, and names it', () => {
    const run = healthy();
    run.record('A', { type: 'range-offered', to: 'D', transfer: 1, ranges });
    expect(verdictsOf(run).rangesArrive).toBe('not yet: A has ranges to hand over to D');
    run.record('A', { type: 'transfer-withdrawn', to: 'D', transfer: 1 });
    expect(verdictsOf(run).rangesArrive).toBe('ok');
  });

  it('waits for a newcomer, and for one who leaves', () => {
    const run = healthy();
    learn(run, 'A', 'X', 'join');
    learn(run, 'X', 'X', 'join');
    learn(run, 'D', 'D', 'remove');
    expect(verdictsOf(run).rangesArrive).toBe('not yet: D is still leaving, X is still joining');
    run.record('X', { type: 'node-joined' });
    run.record('D', { type: 'node-left' });
    expect(verdictsOf(run).rangesArrive).toBe('ok');
  });
});
