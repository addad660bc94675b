import { readFile } from 'node:fs/promises';

import type { Locator } from '@playwright/test';

import { expectContrast, expectNoFaults } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import type { LabPage } from './lab-page.ts';

/** Two writers go on from the same version; a home node was away for a while. */
const run = `lab 1
cluster A B C D E
set n=3 r=2 w=2 tokens=4 seed=7
at 0 put cart milk as alice
at 200ms get cart as bob
at 300ms put cart eggs as alice
at 301ms put cart tea as bob
at 1s kill B
at 1.2s put cart jam as alice
at 3s restart B
until 8s
`;

const names = ['History', 'Request', 'Replicas', 'Hints', 'Merkle', 'Members', 'Load', 'Health'];

function choices(lab: LabPage): Locator {
  return lab.page.getByRole('toolbar', { name: 'Picture' });
}

async function look(lab: LabPage, name: string): Promise<void> {
  const choice = choices(lab).getByRole('button', { name, exact: true });
  await choice.click();
  await expect(choice).toHaveAttribute('aria-pressed', 'true');
  await expect(lab.figure).toBeVisible();
}

/** What clips a table must be around it: Firefox leaves the caption of a clipped table to be seen. */
function isOutOfSight(table: Locator): Promise<boolean> {
  return table.evaluate((element) => {
    const around = element.parentElement;
    if (around === null) return false;
    const { overflow, clipPath } = getComputedStyle(around);
    return around.clientWidth <= 1 && overflow === 'hidden' && clipPath === 'inset(50%)';
  });
}

test('every picture has its figure, its sentence and its table, and can be used by everyone', async ({
  lab,
  page,
}) => {
  test.slow();
  await lab.visitRun(run);
  for (const name of names) {
    await look(lab, name);
    await expect(lab.stage.getByRole('table')).toHaveCount(1);
    expect(await isOutOfSight(lab.stage.getByRole('table')), `${name}: its table`).toBe(true);
    const label = await lab.figure.getAttribute('aria-label');
    expect(label?.length, name).toBeGreaterThan(10);
    await expect(lab.stage.getByText(label ?? '', { exact: true })).toBeVisible();
    await expectNoFaults(page, `in ${name}`, 'section[aria-label="Stage"]');
  }
});

for (const theme of ['dark', 'projector'] as const) {
  test(`every picture and dialog has its contrast, ${theme}`, async ({ lab, page }) => {
    test.slow();
    await lab.visitRun(run);
    await page.getByRole('button', { name: /^Theme/ }).click();
    await page.getByRole('menuitemradio', { name: new RegExp(theme, 'i') }).click();
    for (const name of ['Ring', ...names]) {
      await look(lab, name);
      await expectContrast(page, `in ${name}, ${theme}`, 'section[aria-label="Stage"]');
    }
    await look(lab, 'Ring');
    await page.keyboard.press('n');
    await expect(page.getByRole('toolbar', { name: 'Preference walk' })).toBeVisible();
    await expectContrast(page, `in the walk, ${theme}`, 'section[aria-label="Stage"]');
    await page.keyboard.press('n');
    for (const [name, open] of dialogs) {
      await open(lab);
      const dialog = page.getByRole('dialog', { name });
      await expect(dialog).toBeVisible();
      await expect(dialog.locator('input:focus, select:focus'), name).toHaveCount(1);
      await expectContrast(page, `with “${name}” open, ${theme}`, 'dialog[open]');
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    }
  });
}

/** What each dialog is called, and how it is opened. */
const dialogs: readonly (readonly [string, (lab: LabPage) => Promise<void>])[] = [
  [
    'Share this run',
    ({ page }) => page.getByRole('button', { name: 'Share', exact: true }).click(),
  ],
  ['Make a film', (lab) => lab.chooseFrom(/^Make a film/)],
  ['Save a picture', (lab) => lab.chooseFrom(/^Save a picture/)],
  ['What if…', ({ page }) => page.keyboard.press('w')],
  ['Find and do', ({ page }) => page.keyboard.press('Control+k')],
];

test('keys turn to the next picture and the one before', async ({ lab, page }) => {
  await lab.visitRun(run);
  const pressed = choices(lab).locator('[aria-pressed="true"]');
  await page.keyboard.press('v');
  await expect(pressed).toHaveText('History');
  await page.keyboard.press('Shift+V');
  await expect(pressed).toHaveText('Ring');
  await pressed.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(pressed).toHaveText('Health');
  await expect(pressed).toBeFocused();
});

test('a script turns the stage, and going back turns it back', async ({ lab }) => {
  await lab.visitRun(run);
  const pressed = choices(lab).locator('[aria-pressed="true"]');
  await lab.type('show replicas cart');
  await expect(pressed).toHaveText('Replicas');
  await lab.press('To the start');
  await expect(pressed).toHaveText('Ring');
});

test('a picture of the diagram is taken as it is looked at: its stretch, its filter, past and future', async ({
  lab,
  page,
}) => {
  await lab.visitRun(run);
  await lab.openTab('Request');
  await lab.panel.getByRole('combobox').selectOption({ label: 'r3: put cart eggs, alice' });
  await page.getByRole('button', { name: 'Show what is selected' }).click();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const filter = page.getByRole('dialog', { name: 'Filter' });
  await filter.getByRole('checkbox', { name: 'gossip' }).uncheck();
  await page.keyboard.press('Escape');
  const shown =
    /^From 29\d.* ms to 3\d\d.* ms, no gossip: .* put cart \(r3\): \d+ events? led to this/;
  const sentence = await page.getByRole('figure', { name: shown }).getAttribute('aria-label');

  await lab.chooseFrom(/^Save a picture/);
  const dialog = page.getByRole('dialog', { name: 'Save a picture' });
  await dialog
    .getByRole('combobox', { name: 'Picture' })
    .selectOption('space–time, as it is shown');
  await expect(dialog.getByRole('img')).toHaveAttribute('alt', sentence ?? '');
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  const svg = await readFile(await (await saved).path(), 'utf8');
  await dialog
    .getByRole('combobox', { name: 'Picture' })
    .selectOption('space–time, all that is known');
  await expect(dialog.getByRole('img')).toHaveAttribute(
    'alt',
    /^From 0\.000 s to 8\.\d+ s, no gossip: .* led to this/,
  );
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Past and future of what is selected' }).click();
  await lab.chooseFrom(/^Save a picture/);
  await dialog
    .getByRole('combobox', { name: 'Picture' })
    .selectOption('space–time, as it is shown');
  await expect(dialog.getByRole('img')).toHaveAttribute('alt', /requests?\.$/);
  const savedAgain = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  expect(await readFile(await (await savedAgain).path(), 'utf8')).not.toBe(svg);
});

test('a picture of the ring stops at the step of the walk that is looked at', async ({
  lab,
  page,
}) => {
  await lab.visitRun(run);
  await page.keyboard.press('n');
  await expect(lab.stage).toContainText('MD5 of cart is');
  await lab.chooseFrom(/^Save a picture/);
  const dialog = page.getByRole('dialog', { name: 'Save a picture' });
  await expect(dialog.getByRole('img')).toHaveAttribute('alt', /^MD5 of cart is/);
});

test('two versions that are chosen one after the other are compared in words', async ({ lab }) => {
  await lab.visitRun(run);
  await look(lab, 'History');
  await lab.mark(/^cart = milk/).click();
  await lab.mark(/^cart = jam/).click();
  await expect(lab.figure.getByText('which can be forgotten')).toBeVisible();
});

test('a long run is examined and tallied while the page goes on', async ({ lab, page }) => {
  test.slow();
  await lab.visitRun(`lab 1
cluster A B C D E F
at 0 load 200/s for 6s keys=20
at 2s kill C
at 3s restart C
until 8s
`);
  await look(lab, 'Health');
  await expect(lab.figure).toHaveAttribute(
    'aria-label',
    /^(All 15 invariants hold|Nothing is broken)/,
  );
  await expect(lab.figure.getByText(/^as of|being examined/)).toHaveCount(0);
  await look(lab, 'Load');
  await expect(lab.stage.getByRole('rowheader', { name: /^efficiency at/ }).first()).toBeAttached();
  await page.keyboard.press('Home');
  await expect(lab.figure).toHaveAttribute('aria-label', /^Nothing is stored/);
});
