import { expectNoFaults } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { sixNodes } from './lab-page.ts';

const handoff = `${sixNodes}title A handoff
at 20ms put cart milk as alice
at 300ms kill B
at 500ms put cart "milk, eggs" as alice
at 1500ms restart B
`;

test('branches are listed, named, switched, deleted and brought back', async ({ lab, page }) => {
  test.slow();
  await lab.visitRun(handoff);
  await lab.goBefore('kill B');
  await lab.type('kill A');
  await lab.toEnd();
  await lab.openBranches();
  const row = (name: string) => lab.branches.getByRole('listitem').filter({ hasText: name });
  await expect(row('branch 2')).toContainText(/from A handoff at \d+(\.\d+)? m?s/);
  await expect(row('branch 2')).toContainText(/\d+ events in .* s/);
  await expect(row('branch 2')).toContainText('1 request, settled');
  await expect(row('main')).toContainText('a run of its own');
  await expect(row('A handoff').first()).toContainText('2 requests, settled');
  await expectNoFaults(page, 'with the branches listed');

  await page.getByRole('button', { name: 'Rename branch 2' }).click();
  const name = page.getByRole('textbox', { name: 'New name of branch 2' });
  await expect(name).toBeFocused();
  await name.fill(' ');
  await name.press('Enter');
  await expect(lab.branches.getByRole('alert')).toHaveText(
    'A branch needs a name: type at least one letter.',
  );
  await name.fill('main');
  await name.press('Enter');
  await expect(lab.branches.getByRole('alert')).toContainText('is called “main” already');
  await expectNoFaults(page, 'with a name that is refused');
  await name.press('Escape');
  await expect(name).toBeHidden();
  await page.getByRole('button', { name: 'Rename branch 2' }).click();
  await page.getByRole('textbox', { name: 'New name of branch 2' }).fill('A dies first');
  await page.keyboard.press('Enter');
  await expect(row('A dies first')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(lab.branches).toBeHidden();

  await lab.switchTo('A handoff');
  await expect(lab.logLine('kill B')).toBeVisible();
  await lab.openBranches();
  await page.getByRole('button', { name: 'Delete A handoff' }).click();
  await expect(row('A dies first')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(lab.logLine('restart B')).toHaveCount(0);
  await expect(lab.notices).toContainText('Deleted the branch “A handoff”.');
  await lab.notices.getByRole('button', { name: 'Undo' }).click();
  await expect(lab.logLine('restart B')).toBeVisible();
  expect(await lab.branchNames()).toEqual(['main', 'A handoff', 'A dies first']);
});

test('the list is used by keys alone, and the last branch stays', async ({ lab, page }) => {
  await lab.visit();
  await lab.press('Pause');
  await lab.idle();
  await page.keyboard.press('Home');
  await page.keyboard.press('f');
  await expect(lab.notices).toContainText('main is kept as it was');
  await page.getByRole('button', { name: /^Branches: / }).focus();
  await page.keyboard.press('Enter');
  await expect(lab.branches.getByRole('button', { name: /^branch 2/ })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(lab.branches.getByRole('button', { name: /^main/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Branches: main is shown' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(lab.branches.getByRole('button', { name: /^main/ })).toBeFocused();
  for (const name of ['Compare main with main', 'Rename main', 'Delete main']) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name })).toBeFocused();
  }
  await expect(page.getByRole('button', { name: 'Delete main' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(lab.branches.getByRole('listitem')).toHaveCount(1);
  await expect(lab.branches.getByRole('button', { name: /^branch 2/ })).toBeFocused();
  await page.getByRole('button', { name: 'Delete branch 2' }).press('Enter');
  await expect(lab.branches.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(lab.notices).toContainText('This is the only branch');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Branches: main is shown' })).toBeVisible();
  expect(await lab.branchNames()).toEqual(['main', 'branch 2']);
});
