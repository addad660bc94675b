import { expectNoFaults } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { sixNodes } from './lab-page.ts';

const handoff = `${sixNodes}title A handoff
at 20ms put cart milk as alice
at 300ms kill B
at 500ms put cart "milk, eggs" as alice
at 700ms get cart as bob
at 1500ms restart B
`;

test('what if a node had not been killed: side by side, on one clock', async ({ lab, page }) => {
  test.slow();
  await lab.visitRun(handoff);
  const { digest } = await lab.result();
  await page.evaluate(() => window.dynamoLab?.seek(620_000));
  await page.keyboard.press('w');
  const dialog = page.getByRole('dialog', { name: 'What if…' });
  await expect(dialog.getByRole('radio', { name: /setting/ })).toBeFocused();
  await dialog.getByRole('radio', { name: /left out/ }).check();
  await dialog
    .getByRole('listbox', { name: 'Line of the log' })
    .selectOption({ label: '300ms kill B' });
  await expectNoFaults(page, 'while it is asked what if');
  await dialog.getByRole('button', { name: 'Run and compare' }).click();
  await expect(dialog).toBeHidden();

  const view = page.getByRole('region', { name: 'Comparison' });
  const left = view.getByRole('region', { name: 'Left: A handoff' });
  const right = view.getByRole('region', { name: 'Right: without kill B' });
  await expect(left.getByRole('button', { name: /^Node B, down/ })).toBeVisible();
  await expect(right.getByRole('button', { name: /^Node B, up/ })).toBeVisible();
  const differences = view.getByRole('region', { name: 'Differences' });
  await expect(differences).toContainText('Both as known up to');
  await expect(differences.getByRole('button', { name: /^300 ms kill B –$/ })).toBeVisible();
  const hinted = differences.getByRole('button', { name: /^hinted [A-F] for B nobody$/ });
  await expectNoFaults(page, 'in the comparison');

  await hinted.click();
  await expect(hinted).toHaveAttribute('aria-current', 'true');
  await expect.poll(() => lab.moment()).toBeLessThan(620_000);
  await lab.idle();
  await lab.press('To the start');
  await expect(left.getByRole('button', { name: /^Node B, up/ })).toBeVisible();
  await lab.toEnd();

  await page.getByRole('button', { name: 'Hints', exact: true }).click();
  await expect(right.locator('svg[aria-roledescription="figure"]')).toBeVisible();
  await page.getByRole('button', { name: 'Ring', exact: true }).click();
  await right.getByRole('button', { name: 'Show the log and diagram of without kill B' }).click();
  await expect(
    page.getByRole('button', { name: 'Branches: without kill B is shown' }),
  ).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(view).toBeHidden();
  await expect(page.getByRole('button', { name: 'Compare two branches' })).toBeFocused();
  await expect(lab.logLine('kill B')).toHaveCount(0);
  expect(await lab.branchNames()).toEqual(['main', 'A handoff', 'without kill B']);
  await lab.switchTo('A handoff');
  expect((await lab.result()).digest).toBe(digest);
});

test('with one branch it says what to do; a setting that cannot be is refused', async ({
  lab,
  page,
}) => {
  test.slow();
  await lab.visit();
  await lab.press('Pause');
  await lab.toEnd();
  await page.keyboard.press('c');
  const empty = page.getByRole('region', { name: 'Nothing to compare with yet' });
  await expect(empty).toContainText('This is the only run');
  await expectNoFaults(page, 'with nothing to compare with');
  await empty.getByRole('button', { name: 'What if…' }).click();
  const dialog = page.getByRole('dialog', { name: 'What if…' });
  const value = dialog.getByRole('spinbutton', { name: /^w/ });
  await dialog.getByRole('button', { name: 'Run and compare' }).click();
  await expect(dialog.getByRole('alert')).toHaveText(
    'w is 2 in this run already: choose another value.',
  );
  await value.fill('9');
  await dialog.getByRole('button', { name: 'Run and compare' }).click();
  await expect(dialog.getByRole('alert')).toContainText('w');
  await value.fill('1');
  await value.press('Enter');
  const differences = page.getByRole('region', { name: 'Differences' });
  await expect(differences.getByRole('button', { name: 'w 2 1', exact: true })).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  const view = page.getByRole('region', { name: 'Comparison' });
  await expect(view.getByRole('region', { name: 'Left: main' })).toBeVisible();
  await view.getByRole('button', { name: 'what if w = 1', exact: true }).click();
  await expect(view.getByRole('region', { name: 'Right: what if w = 1' })).toBeVisible();
  await expect(view.getByRole('region', { name: 'Left: main' })).toBeHidden();
  await expectNoFaults(page, 'in the comparison on a phone');
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(beyond).toBe(0);
  await view.getByRole('button', { name: 'Leave the comparison' }).click();
  await expect(view).toBeHidden();
});
