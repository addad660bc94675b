import type { Page } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import { type LabPage, sixNodes } from './lab-page.ts';

const crash = `${sixNodes}at 0 put cart milk as alice
at 900ms kill F
at 1200ms put cart eggs as alice
at 1400ms put list soap as bob
at 2s get cart as alice
`;

const tools = (page: Page) => page.getByRole('toolbar', { name: 'Space–time tools' });
const shown = (page: Page) =>
  tools(page)
    .getByText(/^Time shown:/)
    .locator('..');

/** What the diagram says that it shows. */
async function expectSaid(lab: LabPage, words: RegExp): Promise<void> {
  await expect(lab.page.getByRole('figure', { name: words })).toBeVisible();
}

test('the diagram is zoomed from a minute to a millisecond, by buttons and by keys', async ({
  lab,
  page,
}) => {
  await lab.visitRun(`${crash}until 60s\n`);
  await tools(page).getByRole('button', { name: 'Show all of the run' }).click();
  await expectSaid(lab, /^From 0\.000 s to 6\d\.\d+ s: /);
  await page.evaluate(() => window.dynamoLab?.seek(1_243_000));
  await lab.idle();
  for (let press = 0; press < 8; press += 1) {
    await tools(page).getByRole('button', { name: 'Zoom in' }).click();
  }
  await expect(shown(page)).toHaveText(/ 2\d\d ms$/);
  for (let press = 0; press < 8; press += 1) await page.keyboard.press('+');
  await expect(shown(page)).toHaveText(/ 9\d\d µs$/);
  await expect(lab.cursor).toHaveValue('1243000');
  await page.keyboard.press('-');
  await expect(shown(page)).toHaveText(/ 1\.\d+ ms$/);
  await page.keyboard.press('0');
  await expect(shown(page)).toHaveText(/ 6\d(\.\d)? s$/);
});

test('the diagram shows one key, one request, or no gossip, and says so', async ({ lab, page }) => {
  await lab.visitRun(crash);
  await page.keyboard.press('0');
  const filter = page.getByRole('dialog', { name: 'Filter' });
  await tools(page).getByRole('button', { name: 'Filter', exact: true }).press('Enter');
  await filter.getByLabel('Key').fill('list');
  await expectSaid(lab, /, only key list: \d+ of \d+ messages, 1 of 4 requests\.$/);
  await expect(lab.diagram.getByRole('row').filter({ hasText: 'put' })).toHaveText(/put list/);

  await filter.getByLabel('Key').fill('milk');
  await expect(filter).toContainText('There is no key milk at this moment.');
  await filter.getByLabel('Key').fill('');
  await filter.getByLabel('Request').fill('r2');
  await expectSaid(lab, /, only request r2: \d+ of \d+ messages, 1 of 4 requests\.$/);
  await filter.getByLabel('Key').fill('list');
  await expectSaid(lab, /nothing matches; 0 of \d+ messages, 0 of 4 requests\.$/);

  await page.keyboard.press('Escape');
  await tools(page).getByRole('button', { name: 'Clear the filter: only key list' }).press('Enter');
  await tools(page).getByRole('button', { name: 'Clear the filter: only request r2' }).click();
  await expectSaid(lab, /s: \d+ messages, 4 requests\.$/);

  await tools(page).getByRole('button', { name: 'Filter', exact: true }).click();
  await filter.getByRole('checkbox', { name: 'gossip' }).uncheck();
  await expectSaid(lab, /, no gossip: /);
  await filter.getByRole('button', { name: 'Show everything' }).click();
  await expectSaid(lab, /s: \d+ messages, 4 requests\.$/);
});

test('what led to a request, and what follows from it', async ({ lab, page }) => {
  await lab.visitRun(crash);
  await lab.openTab('Request');
  await lab.panel.getByRole('combobox').selectOption({ label: 'r2: put cart eggs, alice' });
  const told = tools(page).getByRole('button', { name: /^Past and future: put cart \(r2\)/ });
  await expect(told).toHaveText(/\d+ events led to this, \d+ follow from it\.$/);
  await expectSaid(lab, /put cart \(r2\): \d+ events led to this, \d+ follow from it\.$/);
  const rows = lab.diagram.getByRole('row');
  await expect(rows.filter({ hasText: 'led to this' }).first()).toContainText('put cart milk');
  await expect(rows.filter({ hasText: 'follows from it' }).last()).toContainText('alice');

  await tools(page).getByRole('button', { name: 'Show what is selected' }).press('Enter');
  await expectSaid(lab, /^From 1\.1\d+ s to 1\.2\d+ s: /);

  await told.click();
  const list = page.getByRole('dialog', { name: /^Past and future/ });
  await list
    .getByRole('button', { name: /kill F|stores its copy of cart = milk/ })
    .first()
    .click();
  await expect(list).toBeHidden();
  await expect(tools(page)).toContainText('this event: ');

  const toggle = tools(page).getByRole('button', { name: 'Past and future of what is selected' });
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await toggle.press('Enter');
  await expect(tools(page)).not.toContainText('led to this');
});
