import type { Page } from '@playwright/test';

import { expectNoFaults } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import type { LabPage } from './lab-page.ts';

const sizes = {
  'a laptop': { width: 1280, height: 720 },
  'a phone': { width: 390, height: 844 },
} as const;

async function choose(page: Page, theme: string): Promise<void> {
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.getByRole('menuitemradio', { name: theme }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase());
}

/** What lies beyond the window, px: there is nothing to scroll to. */
async function expectFits(page: Page, directions: readonly ('x' | 'y')[]): Promise<void> {
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return { x: scrollWidth - clientWidth, y: scrollHeight - clientHeight };
  });
  for (const direction of directions) expect(beyond[direction], direction).toBe(0);
}

for (const theme of ['Light', 'Dark', 'Projector']) {
  for (const [device, viewport] of Object.entries(sizes)) {
    test(`${theme} on ${device} can be used by everyone`, async ({ lab, page }) => {
      test.slow();
      await page.setViewportSize(viewport);
      await lab.visit();
      await lab.press('Pause');
      await choose(page, theme);
      await lab.toEnd();
      await expectFits(page, ['x', 'y']);
      await openPanels(page);

      await page.getByRole('button', { name: 'N 3, R 2, W 2: settings' }).click();
      await page.getByText('More settings').click();
      await expectNoFaults(page, 'with the settings open');
      await page.keyboard.press('Escape');

      await lab.openBranches();
      await expectNoFaults(page, 'with the branches listed');
      await page.keyboard.press('Escape');

      await lab.time.getByRole('button', { name: /^Loop/ }).click();
      await expectNoFaults(page, 'with the menu of loops open');
      await page.keyboard.press('Escape');

      await lab.act('Situations');
      await expectNoFaults(page, 'with the situations open');
      await page.keyboard.press('Escape');

      await lab.mark(/^Node C, up/).click({ button: 'right' });
      await expectNoFaults(page, 'with the menu of a node open');
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: 'partition…' }).click();
      await expectNoFaults(page, 'with the partition form open');
      await page.keyboard.press('Escape');

      await lab.mark(/^Node B, up/).press('Enter');
      await page.getByRole('button', { name: 'Demos' }).click();
      await expectNoFaults(page, 'in the node tab, with the demos open');
      await page.keyboard.press('Escape');

      await lab.openTab('Request');
      await page.getByRole('button', { name: 'Script', exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNoFaults(page, 'in the request tab, with the script open');
      await page.keyboard.press('Escape');

      await lab.mark(/^B holds cart/).press('Enter');
      await page.getByRole('button', { name: 'Keys and commands' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNoFaults(page, 'in the why tab, with the sheet open');
      await page.keyboard.press('Escape');
      await expectNoFaults(page, 'in the why tab');

      if (device === 'a phone') {
        await lab.openTab('Time');
        await expectNoFaults(page, 'in the time tab');
        await lab.openTab('Log');
      }
      await lab.try('frobnicate');
      await expect(lab.log.getByRole('alert')).toContainText('frobnicate');
      await expectNoFaults(page, 'with a refusal');
      await expectFits(page, ['x', 'y']);
    });
  }
}

/** A projector shows the stage alone until the panels are asked for. */
async function openPanels(page: Page): Promise<void> {
  for (const name of ['Width of the log', 'Width of the inspector']) {
    const divider = page.getByRole('separator', { name });
    if ((await divider.count()) === 0) continue;
    if ((await divider.getAttribute('aria-valuenow')) === '0') await divider.press('Enter');
  }
}

test('a first visit finds six nodes already at work', async ({ lab, page }) => {
  await page.goto('./');
  await expect(lab.logLine('put cart milk as alice')).toBeVisible();
  const then = (await lab.clock.textContent()) ?? '';
  await expect(lab.clock).not.toHaveText(then);
  await lab.expectWorkers('A', 'B', 'C', 'D', 'E', 'F');
  for (const node of ['A', 'B', 'C', 'D', 'E', 'F']) {
    await expect(lab.mark(new RegExp(`^Node ${node}, up`))).toBeVisible();
  }
  await expect(lab.mark(/^Key cart/)).toBeVisible();
  await expect(page).toHaveTitle(/Dynamo/);
  expect(await page.evaluate(() => window.dynamoLab)).toBeUndefined();
});

for (const [device, viewport, leastPx] of [
  ['a laptop', sizes['a laptop'], 385],
  ['a phone', sizes['a phone'], 280],
] as const) {
  test(`the picture on ${device} has its room, and stands still whatever is said`, async ({
    lab,
    page,
  }) => {
    await page.setViewportSize(viewport);
    await lab.visitRun(`lab 1
cluster A B C
put cart milk as alice
say Short.
at 1s say ${'This is a long remark that goes on and on, as they do. '.repeat(3)}
until 2s
`);
    const heights: number[] = [];
    for (const us of [0, 500_000, 1_500_000]) {
      await page.evaluate((at) => window.dynamoLab?.seek(at), us);
      await lab.idle();
      heights.push((await lab.figure.boundingBox())?.height ?? 0);
    }
    expect(heights[0]).toBeGreaterThanOrEqual(leastPx);
    expect(new Set(heights).size).toBe(1);
  });
}

test('the stage keeps at least half the width, whatever the panels', async ({ lab, page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await lab.visit();
  await lab.press('Pause');
  await expectHalf(lab, 1920);
  for (const [name, key] of [
    ['Width of the log', 'ArrowRight'],
    ['Width of the inspector', 'ArrowLeft'],
  ] as const) {
    const divider = page.getByRole('separator', { name });
    for (let press = 0; press < 30; press += 1) await divider.press(key);
  }
  await expectHalf(lab, 1920);
  await page.setViewportSize(sizes['a laptop']);
  await expectHalf(lab, 1280);
  await expectFits(page, ['x', 'y']);
});

test('on a wall of 4K panels keep their share, and their words grow', async ({ lab, page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await lab.visit();
  await lab.press('Pause');
  const measured = async (): Promise<number[]> => {
    const { log, panel, commandLine } = lab;
    const boxes = [await log.boundingBox(), await panel.boundingBox()];
    const typePx = await commandLine.evaluate((line) =>
      parseFloat(getComputedStyle(line).fontSize),
    );
    return [...boxes.map((box) => box?.width ?? 0), typePx];
  };
  const usual = await measured();
  await page.setViewportSize({ width: 3840, height: 2160 });
  const wall = await measured();
  expect(wall.slice(0, 2)).toEqual(usual.slice(0, 2).map((px) => px * 2));
  expect(wall[2]).toBeGreaterThan((usual[2] ?? Infinity) * 1.5);
  await expectHalf(lab, 3840);
  await expectFits(page, ['x', 'y']);

  const divider = page.getByRole('separator', { name: 'Width of the log' });
  const from = await divider.boundingBox();
  const [x, y] = [(from?.x ?? 0) + (from?.width ?? 0) / 2, 800];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 100, y);
  await page.mouse.up();
  const to = await divider.boundingBox();
  expect(Math.abs((to?.x ?? 0) - (from?.x ?? 0) - 100)).toBeLessThan(8);
});

async function expectHalf(lab: LabPage, width: number): Promise<void> {
  const box = await lab.stage.boundingBox();
  expect(box?.width).toBeGreaterThanOrEqual(width / 2);
}
