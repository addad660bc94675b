import { expectNoFaults } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { sixNodes } from './lab-page.ts';

const handoff = `${sixNodes}title A handoff
at 20ms put cart milk as alice
at 300ms kill B
at 500ms put cart "milk, eggs" as alice
mark before
at 1500ms restart B
at 9s mark after
`;

test('a stretch is played over and over by keys, and the run knows nothing of it', async ({
  lab,
  page,
}) => {
  test.slow();
  await lab.visitRun(handoff);
  const { digest } = await lab.result();
  const seek = (us: number) => page.evaluate((to) => window.dynamoLab?.seek(to), us);
  await seek(500_000);
  await page.keyboard.press('Escape');
  await lab.clock.click();
  await page.keyboard.press('[');
  await expect(lab.notices).toContainText('The loop begins at 500 ms.');
  await seek(540_000);
  await page.keyboard.press(']');
  const loop = lab.time.getByRole('button', { name: 'Loop: on' });
  await expect(loop).toContainText('500 – 540 ms');
  await expect(lab.time.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  const seen = new Set<number>();
  await expect
    .poll(async () => {
      seen.add(await lab.moment());
      return seen.size;
    })
    .toBeGreaterThan(3);
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(500_000);
  expect(Math.max(...seen)).toBeLessThanOrEqual(540_000);
  expect((await lab.result()).digest).toBe(digest);

  await page.keyboard.press('Home');
  await expect(lab.time.getByRole('button', { name: 'Loop: off' })).toContainText('500 – 540 ms');
  await page.keyboard.press('l');
  await expect(loop).toBeVisible();
  await page.keyboard.press('l');
  await page.keyboard.press(' ');
  await expect(lab.time.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
});

test('its ends are moved in the diagram, by a pointer and by keys', async ({ lab, page }) => {
  await lab.visitRun(handoff);
  for (const [us, key] of [
    [40_000, '['],
    [60_000, ']'],
  ] as const) {
    await page.evaluate((to) => window.dynamoLab?.seek(to), us);
    await lab.clock.click();
    await page.keyboard.press(key);
  }
  const loop = lab.time.getByRole('button', { name: 'Loop: on' });
  await expect(loop).toContainText('40 – 60 ms');
  const [start, end] = [
    lab.diagram.getByRole('slider', { name: 'Start of the loop' }),
    lab.diagram.getByRole('slider', { name: 'End of the loop' }),
  ];
  const middleOf = async (slider: typeof end) => {
    const box = await slider.boundingBox();
    if (!box) throw new Error('an end of the loop is out of sight');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const [from, to] = [await middleOf(start), await middleOf(end)];
  await page.mouse.move(to.x, to.y);
  await page.mouse.down();
  await page.mouse.move(to.x + 2 * (to.x - from.x), to.y, { steps: 4 });
  await page.mouse.up();
  await expect(loop).toContainText(/40 – (99|100|101)/);
  const before = Number(await start.inputValue());
  await start.press('ArrowRight');
  await expect.poll(async () => Number(await start.inputValue())).toBeGreaterThan(before);
  await expect(loop).toBeVisible();
  await lab.press('Pause');
  await expectNoFaults(page, 'with a loop in the diagram');
});

test('a handoff is looped over from the menu, and what is not known is refused', async ({
  lab,
  page,
}) => {
  test.slow();
  await lab.visit();
  await lab.press('Pause');
  await lab.begin(handoff);
  await page.evaluate(() => window.dynamoLab?.seek(4_000_000));
  await lab.time.getByRole('button', { name: 'Loop: off' }).click();
  const menu = page.getByRole('menu', { name: /^Loop/ });
  await expect(
    menu.getByRole('menuitem', { name: /Loop the handoff of cart from \w to B/ }),
  ).toBeVisible();
  await expectNoFaults(page, 'with the menu of loops open');
  await menu.getByRole('menuitem', { name: /Loop from before to after/ }).click();
  await expect(lab.notices).toContainText(/The loop would end at 9.000 s, .* known up to 4.000 s/);
  await lab.time.getByRole('button', { name: 'Loop: off' }).press('Enter');
  await menu.getByRole('menuitem', { name: /Loop the handoff of cart/ }).press('Enter');
  await expect(lab.time.getByRole('button', { name: 'Loop: on' })).toBeVisible();
  await lab.press('Pause');
  await lab.time.getByRole('button', { name: 'Loop: on' }).click();
  await menu.getByRole('menuitem', { name: 'Clear the loop' }).click();
  await expect(lab.time.getByRole('button', { name: 'Loop: off' })).toHaveText('');
});
