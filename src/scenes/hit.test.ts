import { describe, expect, it } from 'vitest';

import { hitTarget } from './hit.ts';
import type { Mark } from './mark.ts';

const line = (message: string, y: number): Mark => ({
  type: 'group',
  key: message,
  x: 10,
  y: 0,
  target: { type: 'message', message },
  marks: [{ type: 'line', key: 'line', from: { x: 0, y }, to: { x: 100, y }, style: 'arrow' }],
});

describe('a pointer', () => {
  const marks = [line('m1', 20), line('m2', 28)];

  it('hits the nearest thing within reach', () => {
    expect(hitTarget(marks, { x: 50, y: 22 }, 6)).toEqual({ type: 'message', message: 'm1' });
    expect(hitTarget(marks, { x: 50, y: 26 }, 6)).toEqual({ type: 'message', message: 'm2' });
  });

  it('hits the topmost of those equally near', () => {
    expect(hitTarget(marks, { x: 50, y: 24 }, 6)).toEqual({ type: 'message', message: 'm2' });
  });

  it('hits nothing out of reach, nor what stands for nothing', () => {
    expect(hitTarget(marks, { x: 50, y: 50 }, 6)).toBeNull();
    expect(
      hitTarget([{ type: 'circle', key: 'c', x: 0, y: 0, r: 5, style: 'node' }], { x: 0, y: 0 }, 6),
    ).toBeNull();
  });
});
