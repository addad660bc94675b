import { expect, test } from 'vitest';

import { parseScript } from './parse.ts';
import { printRun } from './print.ts';

const example = `lab 1
title A cart survives a crash
cluster A B C D E
set n=3 r=2 w=2 tokens=8 seed=7
at 0       put cart "milk" as alice
at 120ms   kill B
+30ms      put cart "eggs" as alice via C
at 2s      restart B
at 10s     get cart as bob
until 12s
`;

test('the example of the design parses, and prints in canonical form', () => {
  const result = parseScript(example);
  expect(result.ok && printRun(result.run)).toBe(`lab 1
title A cart survives a crash
cluster A B C D E
set seed=7
at 0 put cart milk as alice
at 120ms kill B
at 150ms put cart eggs as alice via C
at 2s restart B
at 10s get cart as bob
until 12s
`);
});
