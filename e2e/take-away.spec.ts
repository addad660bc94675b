import { expect, test } from './fixtures.ts';
import { sixNodes } from './lab-page.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const handoff = `${sixNodes}at 20ms put cart milk as alice
at 300ms kill B
at 500ms put cart "milk, eggs" as alice
at 1500ms restart B
`;

test('a link opens the same run, at the same moment, looking at the same', async ({
  lab,
  page,
}) => {
  await lab.visitRun(handoff);
  await lab.toEnd();
  const { digest } = await lab.result();
  await lab.logLine('kill B').click();
  await lab.mark(/^B\b/).first().click();
  const picture = await lab.picture();
  const moment = await lab.moment();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this run' });
  const field = dialog.getByRole('textbox', { name: 'Link' });
  await expect(dialog.getByRole('status')).toHaveText(/^\d{2,3} characters, in the clipboard\.$/);
  const link = await field.inputValue();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);

  // First load, in a page that has never been here.
  await page.goto('about:blank');
  await page.goto(link.replace('#', '?testing=1#'));
  await page.waitForFunction(() => window.dynamoLab !== undefined);
  await expect(lab.logLine('kill B')).toBeVisible();
  await lab.idle();
  expect(await lab.moment()).toBe(moment);
  await lab.expectPicture(picture);

  // One letter off: told, and what was on screen stays.
  const fragment = link.slice(link.indexOf('#'));
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    fragment.replace('v1.', 'v1.x'),
  );
  await expect(lab.notices.getByRole('alert')).toContainText('cut off or altered');
  await lab.expectPicture(picture);
  await lab.toEnd();
  await lab.toEnd();
  expect((await lab.result()).digest).toBe(digest);
});
