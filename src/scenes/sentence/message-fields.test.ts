import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import { body } from '../../trace/testing/arbitrary-message.ts';
import { antiEntropyRun, comingAndGoingRun, sloppyRun } from '../testing/runs.ts';
import { messageFields } from './message-fields.ts';

describe('a message is read in the terms of the paper', () => {
  it('says something of each message that nodes of any kind of run send', () => {
    const first = new Map<string, string>();
    for (const script of [sloppyRun, comingAndGoingRun, antiEntropyRun]) {
      for (const sent of play(script).all('message-sent')) {
        const fields = messageFields(sent.body).map(({ name, text }) => `${name}: ${text}`);
        if (!first.has(sent.body.type)) first.set(sent.body.type, fields.join('; '));
      }
    }
    expect(Object.fromEntries(first)).toMatchSnapshot();
  });

  it('reads whatever a file from elsewhere has in it', () => {
    fc.assert(
      fc.property(body, (message) => {
        const fields = messageFields(message);
        expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
        expect(fields.filter(({ text }) => text === '')).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});
