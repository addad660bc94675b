import { fileURLToPath } from 'node:url';

import type { Frame, Page } from '@playwright/test';

import { serve } from '../.ci/serve.mjs';
import type { Rung } from '../src/sim/engine.ts';
import { expect, test } from './fixtures.ts';

/*
 * Wherever somebody puts the built site, a put comes to its end, on the best rung of the ladder
 * that the host allows; and the page says which one that is. (design.md §2, §8)
 */

const page = fileURLToPath(new URL('../dist/index.html', import.meta.url));
const script = 'lab 1\ncluster A B C D E\nput cart milk as alice\nuntil 1s\n';

/** What the page says of each rung; nothing of the best one. */
const words: Readonly<Record<Rung, string | null>> = {
  workers: null,
  'inlined-workers': 'inlined workers',
  'same-thread': 'nodes in this thread',
};

async function expectPutPlays(frame: Page | Frame, rung: Rung): Promise<void> {
  await frame.waitForFunction(() => window.dynamoLab !== undefined);
  const { outcome, nodes } = await frame.evaluate(async (text) => {
    await window.dynamoLab?.run(text);
    return {
      outcome: window.dynamoLab?.result().requests[0]?.outcome,
      nodes: await window.dynamoLab?.liveNodes(),
    };
  }, script);
  expect(outcome).toBe('ok');
  expect(nodes).toEqual(['A', 'B', 'C', 'D', 'E']);
  await expect(frame.getByRole('button', { name: /^\w holds cart = milk/ })).toHaveCount(3);
  const told = frame.getByTitle(/^Each node runs in a worker|refuses workers here/);
  const note = words[rung];
  if (note === null) await expect(told).toHaveCount(0);
  else await expect(told).toHaveText(note);
}

/** Puts the site into a frame of somebody else's page. */
async function embed(host: Page, address: string, attributes = ''): Promise<Frame> {
  const frame = `<iframe style="width: 1200px; height: 680px" ${attributes} src="${address}"></iframe>`;
  await host.setContent(`<!doctype html>${frame}`);
  const [, inner] = host.frames();
  if (!inner) throw new Error('the page has no frame');
  return inner;
}

test('in a folder of a larger site, nodes live in workers', async ({ lab }) => {
  const port = await serve({ port: 0, under: '/courses/2026/dynamo/' });
  await lab.page.goto(`http://127.0.0.1:${port}/courses/2026/dynamo/?testing=1`);
  await expectPutPlays(lab.page, 'workers');
});

test('in a frame of another site, nodes live in workers', async ({ lab, baseURL }) => {
  const frame = await embed(lab.page, `${baseURL}?testing=1`);
  await expectPutPlays(frame, 'workers');
});

test('in a sandboxed frame, nodes live in inlined workers', async ({ lab, baseURL }) => {
  const frame = await embed(lab.page, `${baseURL}?testing=1`, 'sandbox="allow-scripts"');
  await expectPutPlays(frame, 'inlined-workers');
});

test('in a sandboxed frame, a save that may come to nothing says so', async ({ lab, baseURL }) => {
  const frame = await embed(lab.page, `${baseURL}?testing=1`, 'sandbox="allow-scripts"');
  await frame.waitForFunction(() => window.dynamoLab !== undefined);
  await frame.getByRole('button', { name: 'File', exact: true }).click();
  await frame.getByRole('menuitem', { name: /^Save the script/ }).click();
  await expect(frame.getByRole('region', { name: 'Notices' })).toContainText(
    'If no file was saved, the page around this frame forbids it.',
  );
});

test('opened as a file, nodes live in inlined workers', async ({ lab }) => {
  await lab.page.goto(`file://${page}?testing=1`);
  await expectPutPlays(lab.page, 'inlined-workers');
});

test.describe('where a host forbids workers', () => {
  test.use({ allowed: [/Content Security Policy|Refused to create a worker/] });

  test('nodes live in the thread of the page', async ({ lab }) => {
    const headers = { 'content-security-policy': "worker-src 'none'" };
    const port = await serve({ port: 0, headers });
    await lab.page.goto(`http://127.0.0.1:${port}/?testing=1`);
    await expectPutPlays(lab.page, 'same-thread');
  });
});
