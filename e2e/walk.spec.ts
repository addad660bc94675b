import { expect, test } from './fixtures.ts';
import { sixNodes } from './lab-page.ts';

test('the preference walk is walked step by step, by keys alone, and each step says why', async ({
  lab,
  page,
}) => {
  await lab.visitRun(`${sixNodes}at 20ms put cart milk as alice\nuntil 1s\n`);
  await lab.toEnd();
  const whole = await lab.picture();
  await page.keyboard.press('n');
  const walk = page.getByRole('toolbar', { name: 'Preference walk' });
  await expect(walk.getByRole('status')).toHaveText(/^1 of \d+: MD5 of cart is/);
  await expect(lab.stage).toContainText('and that is where the key lies');
  const on = walk.getByRole('button', { name: 'Walk a step on' });
  await on.focus();
  await page.keyboard.press('ArrowRight');
  await expect(lab.stage).toContainText('of the way round the ring');
  await page.keyboard.press('End');
  await expect(lab.stage).toContainText('as many as n allows');
  await expect(on).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');
  await expect(walk).toBeHidden();
  await lab.expectPicture(whole);
});
