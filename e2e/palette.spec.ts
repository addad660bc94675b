import { expectNoFaults } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { sixNodes, type LabPage } from './lab-page.ts';

const written = `${sixNodes}put cart milk as alice\n`;

const palette = (lab: LabPage) => lab.page.getByRole('dialog', { name: 'Find and do' });
const field = (lab: LabPage) => palette(lab).getByRole('combobox', { name: 'What to find or do' });
const option = (lab: LabPage, name: string | RegExp) => palette(lab).getByRole('option', { name });

async function find(lab: LabPage, text: string): Promise<void> {
  await lab.page.keyboard.press('Control+K');
  await expect(field(lab)).toBeFocused();
  await lab.page.keyboard.type(text);
}

test('acts, pictures, themes, requests and moments are found and done by keys alone', async ({
  lab,
  page,
}) => {
  await lab.visitRun(written);
  await find(lab, 'kill b');
  await expect(palette(lab).getByRole('option', { selected: true })).toContainText('kill');
  await page.keyboard.press('Escape');
  await expect(palette(lab)).toBeHidden();

  await find(lab, 'replicas');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Replicas', pressed: true })).toBeVisible();

  await find(lab, 'theme dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await find(lab, 'request r1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Request', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  );

  await find(lab, '2ms');
  await expect(option(lab, 'Go to 2 ms')).toBeVisible();
  await page.keyboard.press('Enter');
  await lab.idle();
  expect(await lab.moment()).toBe(2_000);

  await find(lab, 'rename the branch run 2');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' ');
  await expect(option(lab, 'Rename the branch run 2 to')).toContainText('A branch needs a name');
  await page.keyboard.type('as it was');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Branches: as it was is shown' })).toBeVisible();

  await find(lab, 'look closer');
  await expect(option(lab, 'Look closer')).toContainText('Only the ring');
  await field(lab).fill('ring');
  await page.keyboard.press('Enter');
  await find(lab, 'look closer');
  await page.keyboard.press('Enter');
  await expect(lab.stage.getByRole('button', { name: 'Fit the picture' })).toBeVisible();
  await find(lab, 'fit the picture');
  await page.keyboard.press('Enter');
  await expect(lab.stage.getByRole('button', { name: 'Fit the picture' })).toBeHidden();

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await find(lab, 'copy the digest');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The digest is in the clipboard.')).toBeVisible();
  const { digest } = await lab.result();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(digest);

  await find(lab, 'share a link');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Share this run' })).toBeVisible();
});

test('what is typed while it is still fetched stands in its field', async ({ lab, page }) => {
  let goOn = (): void => undefined;
  const isTyped = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route(/Palette-.*\.js/, async (route) => {
    await isTyped;
    await route.continue();
  });
  await lab.visit();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('theme dark');
  goOn();
  await expect(field(lab)).toHaveValue('theme dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a command is completed word by word, and done; a faulty one says what is wrong', async ({
  lab,
  page,
}) => {
  await lab.visitRun(written);
  await find(lab, 'restart');
  await page.keyboard.press('Enter');
  await expect(field(lab)).toHaveValue('restart ');
  await expect(option(lab, /^restart C/)).toBeVisible();
  await page.keyboard.type('Z');
  await expect(option(lab, /^restart Z/)).toContainText('There is no node "Z"');
  await field(lab).fill('restart C');
  await expect(option(lab, /^restart C/).first()).toContainText('there is nothing to restart');
  await page.keyboard.press('Enter');
  await expect(palette(lab)).toBeVisible();
  await field(lab).fill('kill ');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(field(lab)).toHaveValue('kill B ');
  await page.keyboard.press('Enter');
  await expect(palette(lab)).toBeHidden();
  await lab.toEnd();
  await expect(lab.logLine('kill B')).toBeVisible();
  await lab.expectWorkers('A', 'C', 'D', 'E', 'F');
});

test('it is there while single keys are off, and from within a field', async ({ lab, page }) => {
  await lab.visitRun(written);
  await find(lab, 'single keys off');
  await page.keyboard.press('Enter');
  await lab.commandLine.focus();
  await page.keyboard.press('Control+K');
  await expect(field(lab)).toBeFocused();
  await page.keyboard.type('single keys on');
  await page.keyboard.press('Enter');
  await expect(lab.commandLine).toBeFocused();
  await page.getByRole('button', { name: 'Find and do' }).click();
  await expect(field(lab)).toBeFocused();
});

test('a situation, a demo and a node are found by a few letters', async ({ lab, page }) => {
  await lab.visitRun(written);
  await find(lab, 'exh');
  await page.keyboard.press('Enter');
  await expect(lab.logLine('partition B')).toBeVisible();
  await lab.press('Pause');
  await find(lab, 'wipe d');
  await expect(option(lab, /^D: Wipe its disk/)).toBeVisible();
  await field(lab).fill('two writers');
  await page.keyboard.press('Enter');
  await expect(palette(lab)).toBeHidden();
  await lab.toEnd();
  expect((await lab.branchNames()).length).toBeGreaterThan(2);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`it can be used by everyone, in ${scheme}`, async ({ lab, page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: scheme });
    await lab.visitRun(written);
    await find(lab, '');
    await expectNoFaults(page, 'with all that there is');
    await page.keyboard.type('kill ');
    await expectNoFaults(page, 'with a line that is typed');
    await page.keyboard.type('nobody at all');
    await expectNoFaults(page, 'with nothing found');
  });
}
