import { expect, test } from './fixtures.ts';

const names = Array.from({ length: 50 }, (_, at) => `n${at + 1}`).join(' ');

test('a ring of a thousand tokens can be looked at closely: more names find room, and it fits again', async ({
  lab,
  page,
}) => {
  await lab.visitRun(
    `lab 1\ncluster ${names}\nset tokens=20\nat 20ms put cart milk as alice\nuntil 200ms\n`,
  );
  await lab.toEnd();
  const whole = await lab.figure.boundingBox();
  const namesSeen = (): Promise<number> => lab.figure.locator('text').count();
  const before = await namesSeen();
  const closer = lab.stage.getByRole('button', { name: 'Look closer' });
  for (let times = 0; times < 5; times += 1) await closer.click();
  await lab.idle();
  await expect(closer).toHaveAttribute('aria-disabled', 'true');
  await expect.poll(namesSeen).toBeGreaterThan(before + 100);
  await expect(lab.figure.getByText('cart', { exact: true })).toBeInViewport();
  await page.getByRole('button', { name: 'Fit the picture' }).click();
  await expect.poll(() => lab.figure.boundingBox()).toEqual(whole);
});
