import { runToEnd } from '../src/sim/in-process.ts';
import { parseScript } from '../src/sim/script/parse.ts';
import { randomScript } from '../src/sim/swarm/random-script.ts';
import { digestOf } from '../src/trace/digest.ts';
import { Trace } from '../src/trace/trace.ts';
import { expect, test } from './fixtures.ts';

/*
 * The same script gives the same trace in Node, in the built page with every node in a worker of
 * its own, and in the page on every other rung. (design.md §2)
 */

const seeds = Array.from({ length: 24 }, (_, index) => index + 101);
const engines = ['workers', 'inlined-workers', 'same-thread', 'in-process'];

function digestInNode(script: string): string {
  const parsed = parseScript(script);
  if (!parsed.ok) throw new Error(`${JSON.stringify(parsed.errors)} in\n${script}`);
  return digestOf(Trace.of(runToEnd(parsed.run).events));
}

// Some hundred workers start and end here; on a busy machine that takes its time.
test.describe.configure({ timeout: 180_000 });

for (const engine of engines) {
  test(`random runs are the same in Node and in the page, ${engine}`, async ({ lab }) => {
    const scripts = seeds.map(randomScript);
    await lab.visit(`&engine=${engine}`);
    const digests = await lab.page.evaluate(async (texts) => {
      const found: string[] = [];
      for (const text of texts) {
        const submission = await window.dynamoLab?.run(text);
        if (submission?.ok === true) found.push(window.dynamoLab?.digest() ?? '');
        else found.push(JSON.stringify(submission));
      }
      return found;
    }, scripts);
    const differing = scripts.filter((script, index) => digests[index] !== digestInNode(script));
    const [first] = differing;
    const seed = seeds[scripts.indexOf(first ?? '')];
    expect(differing, `random seed ${seed}, script:\n${first}`).toEqual([]);
    expect(new Set(digests).size).toBe(seeds.length);
  });
}
