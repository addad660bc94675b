import { expect, test } from 'vitest';

import { createLab } from '../../lab/lab.ts';
import { noMemory } from '../../lab/preferences.ts';
import { FakeEngine, runOf } from '../../lab/testing/fake-engine.ts';
import { focusOf } from '../../scenes/focus.ts';
import { play } from '../../sim/testing/play.ts';
import { subjectsOf } from './subjects.ts';

test('In a crowd of requests the buttons act on what the ring follows', () => {
  const selection = createLab(new FakeEngine(), runOf(), noMemory).selecting.store.getState();
  const flood = play(`lab 1
cluster A B C D E F G H
at 0 load 1500/s for 200ms keys=50 clients=8
until 150ms
`);
  for (let atUs = 20_000; atUs < 140_000; atUs += 5_000) {
    const view = flood.view(atUs);
    const { key, request } = focusOf(view, null);
    expect(subjectsOf(view, selection)).toMatchObject({ key: key?.key, client: request?.client });
    expect(request?.request).not.toBe(view.requests.last?.request);
  }
});
