import { expect, test } from 'vitest';

import { createLab } from '../../lab/lab.ts';
import { noMemory } from '../../lab/preferences.ts';
import { FakeEngine, runOf } from '../../lab/testing/fake-engine.ts';
import type { StepUnit } from '../../trace/trace.ts';
import { stepForward } from './steps.ts';

test('Where nothing comes any more, a step says what to do, and the last one is what counts', async () => {
  const lab = createLab(new FakeEngine(), runOf(), noMemory);
  await lab.timeline.start();
  Object.defineProperty(lab.timeline.state.branch.trace, 'isFull', { value: true });
  const units: readonly StepUnit[] = ['message', 'request', 'mark', 'event'];
  for (const unit of units) {
    lab.playback.setUnit(unit);
    await stepForward(lab);
    const [notice, ...others] = lab.notices.store.getState();
    expect(others).toEqual([]);
    expect(notice?.text).toMatch(`No further ${unit} is in sight.`);
    if (unit === 'event') expect(notice?.text).not.toContain('step by');
  }
});
