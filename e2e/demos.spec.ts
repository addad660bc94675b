import { expect, test } from './fixtures.ts';

test('a demo opens with one click and plays, with its captions and its marks to step by', async ({
  lab,
  page,
}) => {
  test.slow();
  await lab.visit();
  await page.getByRole('button', { name: 'Demos', exact: true }).click();
  const titles = page.getByRole('menuitem');
  await expect.poll(() => titles.count()).toBeGreaterThanOrEqual(12);
  await page.getByRole('menuitem', { name: /^A cart survives a crash/ }).click();
  await expect(titles).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await expect(lab.logLine('mark crash')).toBeVisible();
  await lab.toEnd();
  expect(Object.values((await lab.result()).nodes).flatMap(({ hints }) => hints)).toEqual([]);

  await lab.press('To the start');
  await lab.stepBy('mark');
  await lab.step('forward');
  expect(await lab.moment()).toBe(300_000);
  await lab.step('forward');
  await expect(lab.stage.getByText('B, a home node of cart, crashes.')).toBeVisible();
  expect(await lab.moment()).toBe(500_000);
});
