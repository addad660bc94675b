import { expectNoFaults } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { sixNodes, type LabPage } from './lab-page.ts';

const written = `${sixNodes}put cart milk as alice\n`;

const menu = (lab: LabPage, name: string) => lab.page.getByRole('menu', { name, exact: true });
const item = (lab: LabPage, name: string) =>
  lab.page.getByRole('menuitem', { name: new RegExp(`^${name}`) });

for (const scheme of ['light', 'dark'] as const) {
  test(`a right click on a node opens its menu, in ${scheme}`, async ({ lab, page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: scheme });
    await lab.visitRun(written);
    await lab.mark(/^Node B, up/).click({ button: 'right' });
    await expect(menu(lab, 'B')).toBeVisible();
    await expect(item(lab, 'Restart')).toHaveAttribute('aria-disabled', 'true');
    await expect(item(lab, 'Restart')).toContainText('B is up: there is nothing to restart.');
    await expect(item(lab, 'Kill')).toContainText('kill B');
    await expectNoFaults(page, 'with the menu of a node open');
    await item(lab, 'Kill').click();
    await expect(menu(lab, 'B')).toBeHidden();
    await lab.toEnd();
    await expect(lab.logLine('kill B')).toBeVisible();
    await lab.expectWorkers('A', 'C', 'D', 'E', 'F');
  });
}

test('everything in it can be reached by keys alone, two menus deep', async ({ lab, page }) => {
  await lab.visitRun(written);
  const node = lab.mark(/^Node C, up/);
  await node.focus();
  await page.keyboard.press('Shift+F10');
  await expect(item(lab, 'Look at it')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(item(lab, 'Add another node')).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('p');
  await expect(item(lab, 'Pause')).toHaveCount(2);
  await expect(item(lab, 'Pause').first()).toBeFocused();
  // What is typed after another key is another word.
  await page.keyboard.press('Home');
  await page.keyboard.type('link');
  await expect(item(lab, 'Link to')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(item(lab, 'C – A')).toBeFocused();
  await page.keyboard.press('End');
  await expect(item(lab, 'C – alice')).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(item(lab, 'C – B')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(item(lab, 'Cut both ways')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(item(lab, 'C – B')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await lab.toEnd();
  await expect(lab.logLine('cut C > B')).toBeVisible();

  await node.focus();
  await page.keyboard.press('Shift+F10');
  await page.keyboard.press('Escape');
  await expect(menu(lab, 'C')).toBeHidden();
  await expect(node).toBeFocused();
});

test('the link along which a message flies can be made slow, and normal again', async ({ lab }) => {
  await lab.visitRun(written);
  await lab.press('To the start');
  await lab.stepBy('message');
  await lab.step('forward');
  const message = lab.mark(/^Message m\d+/).first();
  await message.focus();
  await lab.page.keyboard.press('Shift+F10');
  await item(lab, 'The link').click();
  await item(lab, 'Slow both ways').click();
  await lab.toEnd();
  await expect(lab.logLine('latency 200ms')).toHaveCount(2);
});

test('a message in flight is dropped where it is', async ({ lab }) => {
  await lab.visitRun(written);
  await lab.press('To the start');
  await lab.stepBy('message');
  await lab.step('forward');
  await lab
    .mark(/^Message m\d+/)
    .first()
    .click({ button: 'right' });
  await item(lab, 'Drop').click();
  await lab.toEnd();
  await expect(lab.logLine('drop m')).toBeVisible();
  expect((await lab.result()).messages.lost).toBe(1);
});

test('a message in flight is duplicated, delayed, and delivered now', async ({ lab }) => {
  test.slow();
  await lab.visitRun(written);
  const { messages } = await lab.result();
  const happened = async (choice: string): Promise<Awaited<ReturnType<LabPage['result']>>> => {
    await lab.visitRun(written);
    await lab.press('To the start');
    await lab.stepBy('message');
    await lab.step('forward');
    await lab
      .mark(/^Message m\d+/)
      .first()
      .click({ button: 'right' });
    await item(lab, choice).click();
    await lab.toEnd();
    await expect(lab.logLine(`${choice.split(' ')[0]?.toLowerCase()} m`)).toBeVisible();
    return lab.result();
  };
  const answeredAt = ({ requests }: Awaited<ReturnType<LabPage['result']>>): number =>
    requests[0]?.finishedUs ?? Infinity;
  const usual = answeredAt(await lab.result());
  expect((await happened('Duplicate')).messages.sent).toBeGreaterThan(messages.sent);
  expect(answeredAt(await happened('Delay by 50 ms'))).toBeGreaterThan(usual + 49_000);
  expect(answeredAt(await happened('Deliver now'))).toBeLessThan(usual);
});

test('a message is caught while it flies: by a click, and by its menu', async ({ lab, page }) => {
  await lab.visitRun(written);
  await lab.press('To the start');
  await lab.stepBy('message');
  await lab.step('forward');
  await lab.speed('Home');
  const catchIt = async (button: 'left' | 'right'): Promise<void> => {
    const box = await lab.mark(/^Message m\d+/).boundingBox();
    if (!box) throw new Error('no message is on its way');
    await page.keyboard.press('Escape');
    await lab.press('Play');
    await expect(lab.mark(/^Message m\d+/)).toHaveCount(0);
    // Beside it, as nobody hits what moves.
    await page.mouse.click(box.x + box.width / 2 + 9, box.y + box.height / 2, { button });
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  };
  await catchIt('left');
  const letter = lab.panel.getByRole('region', { name: 'What it says' });
  await expect(letter).toContainText(/put, \d+ bytes, alice → [A-F]/);
  await catchIt('right');
  await item(lab, 'Drop').click();
  await lab.toEnd();
  expect((await lab.result()).messages.lost).toBe(1);
});

test('a message in flight is read, on its way and when it has arrived', async ({ lab }) => {
  await lab.visitRun(written);
  await lab.press('To the start');
  await lab.stepBy('message');
  await lab.step('forward');
  await lab
    .mark(/^Message m\d+/)
    .first()
    .click();
  const letter = lab.panel.getByRole('region', { name: 'What it says' });
  await expect(letter).toContainText(/put, \d+ bytes, alice → [A-F]/);
  await expect(letter).toContainText('valuemilk');
  await expect(letter).toContainText('contextnone: a blind write');
  await lab.toEnd();
  await expect(letter).toContainText('valuemilk');
});

test('why is asked of a key, a version, a client and a node that is named in a list', async ({
  lab,
  page,
}) => {
  await lab.visitRun(written);
  for (const name of [/^Key cart/, /^B holds cart/, /^Client alice/, /^Node B/]) {
    await lab.openTab('Key');
    await lab.mark(name).first().click({ button: 'right' });
    await item(lab, 'Why').click();
    await expect(lab.panel.getByRole('heading', { name: /^Why\?/ })).toBeVisible();
  }
  await lab.openTab('Key');
  await lab.row('C').getByRole('button', { name: 'Look at C' }).click({ button: 'right' });
  await expect(menu(lab, 'C')).toBeVisible();
  await page.mouse.click(5, 5);
  await expect(menu(lab, 'C')).toBeHidden();
});

test('a moment of the space–time diagram has a menu, and so have other pictures', async ({
  lab,
}) => {
  await lab.visitRun(written);
  await lab.diagram.click({ button: 'right', position: { x: 640, y: 60 } });
  await expect(item(lab, 'Go to this moment')).toBeVisible();
  await lab.page.keyboard.press('Escape');
  await lab.page.keyboard.press('Control+K');
  await expect(lab.page.getByRole('combobox', { name: 'What to find or do' })).toBeFocused();
  await lab.page.keyboard.type('replicas');
  await lab.page.keyboard.press('Enter');
  await lab
    .mark(/^Key cart/)
    .first()
    .click({ button: 'right' });
  await expect(menu(lab, 'cart')).toBeVisible();
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('a long press opens the menu, and lifting it chooses nothing', async ({ lab, page }) => {
    await lab.visitRun(written);
    const box = await lab.mark(/^Node B, up/).boundingBox();
    if (!box) throw new Error('B is not seen');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const touch = await page.context().newCDPSession(page);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    await expect(menu(lab, 'B')).toBeVisible();
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(menu(lab, 'B')).toBeVisible();
    await expectNoFaults(page, 'with the menu of a node open');
    await item(lab, 'Pause').first().tap();
    await lab.toEnd();
    await lab.openTab('Log');
    await expect(lab.logLine('pause B')).toBeVisible();
  });
});
