import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import type { EventId, TraceEvent } from '../event.ts';
import { anyTrace } from '../testing/arbitrary.ts';
import { Causality } from './causality.ts';
import { Cone } from './cone.ts';

const crash = play(`lab 1
cluster A B C D E F
set seed=7 gossip-every=60s anti-entropy=off
at 0 put cart milk as alice via C
at 900ms kill F
at 1.2s put cart eggs as alice via C
at 3s get cart as alice via C
until 4s
`);

function coneOf(trace: Causality['trace'], isSubject: (event: TraceEvent) => boolean): Cone {
  const cone = new Cone(new Causality(trace), isSubject);
  cone.update();
  return cone;
}

function coneOfFirst(isSubject: (event: TraceEvent) => boolean): Cone {
  const first = crash.trace.events.find(isSubject)?.id;
  return coneOf(crash.trace, ({ id }) => id === first);
}

/** The events of one standing, each as its type and what tells it from others. */
function told(cone: Cone, standing: 'past' | 'future'): readonly string[] {
  return crash.trace.events
    .filter(({ id }) => cone.standingOf(id) === standing)
    .map((event) => `${event.node} ${event.type}`);
}

describe('what led to an event, and what follows from it', () => {
  it('past and future are transposes: b is in the past of a when a is in the future of b', () => {
    fc.assert(
      fc.property(anyTrace(40), (trace) => {
        const ids = trace.events.map(({ id }) => id);
        const cones = ids.map((id) => coneOf(trace, (event) => event.id === id));
        const pairs = ids.flatMap((a) => ids.map((b) => [a, b] as const));
        const wrong = pairs.filter(([a, b]) => {
          const isBefore = cones[a]?.standingOf(b) === 'past';
          return (cones[b]?.standingOf(a) === 'future') !== isBefore;
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is a strict order: what led to something that led to this led to this', () => {
    fc.assert(
      fc.property(anyTrace(40), (trace) => {
        const pasts = trace.events.map(({ id }) => pastOf(trace, id));
        for (const past of pasts) {
          const older = past.flatMap((id) => pasts[id] ?? []);
          expect(older.filter((id) => !past.includes(id))).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is the same whether the trace came at once or bit by bit', () => {
    const isSubject = (event: TraceEvent) => 'request' in event && event.request === 'r2';
    const growing = { length: 0, event: (id: EventId) => crash.trace.event(id) };
    const cone = new Cone(new Causality(growing), isSubject);
    for (growing.length = 0; growing.length < crash.trace.length; growing.length += 3)
      cone.update();
    growing.length = crash.trace.length;
    cone.update();
    const whole = coneOf(crash.trace, isSubject);
    for (const { id } of crash.trace.events) expect(cone.standingOf(id)).toBe(whole.standingOf(id));
    expect([cone.pastCount, cone.futureCount]).toEqual([whole.pastCount, whole.futureCount]);
  });

  it('counts what it tells', () => {
    const cone = coneOfFirst(({ type }) => type === 'node-suspected');
    expect(told(cone, 'past')).toHaveLength(cone.pastCount);
    expect(told(cone, 'future')).toHaveLength(cone.futureCount);
    expect(cone.subjectCount).toBe(1);
  });

  it('a crash leads to a lost message, to a suspicion, and to a hint at the stand-in', () => {
    const kill = coneOfFirst(({ type }) => type === 'node-killed');
    expect(told(kill, 'past')).toEqual(['world command-issued']);
    const future = told(kill, 'future');
    expect(future.some((text) => text.endsWith('message-lost'))).toBe(true);
    expect(future.some((text) => text.endsWith('node-suspected'))).toBe(true);
    expect(future.some((text) => text.endsWith('hint-stored'))).toBe(true);
  });

  it('both acknowledgements of a quorum led to its answer, and the third did not', () => {
    const done = crash.all('request-completed').find(({ request }) => request === 'r1');
    const cone = coneOfFirst(({ id }) => id === done?.id);
    const acks = crash.all('write-acknowledged').filter(({ request }) => request === 'r1');
    expect(acks.map(({ id }) => cone.standingOf(id))).toEqual(['past', 'past', 'future']);
  });

  it('what a get returns was led to by the puts that wrote it', () => {
    const answered = crash.all('request-answered').find(({ request }) => request === 'r3');
    const cone = coneOfFirst(({ id }) => id === answered?.id);
    const puts = crash.all('request-issued').filter(({ op }) => op === 'put');
    expect(puts.map(({ id }) => cone.standingOf(id))).toEqual(['past', 'past']);
  });
});

function pastOf(trace: Causality['trace'], id: EventId): readonly EventId[] {
  const cone = coneOf(trace, (event) => event.id === id);
  return Array.from({ length: trace.length }, (_, at) => at).filter(
    (at) => cone.standingOf(at) === 'past',
  );
}
