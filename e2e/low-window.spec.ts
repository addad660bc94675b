import type { Locator } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import type { LabPage } from './lab-page.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function boxOf(element: Locator): Promise<Box> {
  const box = await element.boundingBox();
  if (box === null) throw new Error('it is not to be seen');
  return box;
}

/** Stage and panel, which share the window with a row of controls below. */
async function partsOf(lab: LabPage) {
  await lab.press('Pause');
  await lab.idle();
  const tabs = lab.page.getByRole('tablist', { name: 'Panels' });
  return { stage: await boxOf(lab.stage), tabs: await boxOf(tabs), time: await boxOf(lab.time) };
}

for (const [name, viewport] of Object.entries({
  'on a phone on its side': { width: 844, height: 390 },
  'in a small frame of another page': { width: 640, height: 400 },
})) {
  test(`${name} the panel stands beside the stage, which keeps the height`, async ({
    lab,
    page,
  }) => {
    await page.setViewportSize(viewport);
    await lab.visit();
    const { stage, tabs, time } = await partsOf(lab);
    expect(stage.height).toBeGreaterThan(0.65 * viewport.height);
    expect(stage.width).toBeGreaterThan(0.5 * viewport.width);
    expect(tabs.x).toBeGreaterThanOrEqual(stage.x + stage.width);
    expect(time.height).toBeLessThan(60);
    expect((await boxOf(lab.figure)).height).toBeGreaterThan(150);

    await lab.toEnd();
    await lab.carryOut('kill C');
    await expect(lab.mark(/^Node C, down/)).toBeVisible();
    await expect(lab.logLine('kill C')).toBeInViewport();
    await lab.time.getByRole('button', { name: /^Branches: / }).click();
    await expect(lab.branches).toBeInViewport();
  });
}

test('on the smallest phone the ring still has room', async ({ lab, page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await lab.visit();
  const { stage, time } = await partsOf(lab);
  expect(stage.height).toBeGreaterThan(250);
  expect(time.height).toBeLessThan(60);
});

test('in a low window the diagram waits until it is asked for', async ({ lab, page }) => {
  await page.setViewportSize({ width: 960, height: 540 });
  await lab.visit();
  await lab.press('Pause');
  const low = await boxOf(lab.stage);
  expect(low.height).toBeGreaterThan(0.7 * 540);
  const divider = page.getByRole('separator', { name: 'Height of the space–time diagram' });
  await divider.press('Enter');
  await expect(page.getByRole('slider', { name: 'Moment shown' })).toBeInViewport();
});
