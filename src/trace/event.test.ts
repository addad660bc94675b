import { expect, it } from 'vitest';

import type { EventBody, EventHeader } from './event.ts';

type FieldsOf<Body> = Body extends unknown ? keyof Body : never;
type Clash = FieldsOf<EventBody> & keyof EventHeader;

it('has no event with a field of the header’s, which would hide it (checked by the compiler)', () => {
  const isFree: [Clash] extends [never] ? true : false = true;
  expect(isFree).toBe(true);
});
