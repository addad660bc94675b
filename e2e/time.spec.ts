import { expect, test } from './fixtures.ts';
import { type LabPage, sixNodes, type Step } from './lab-page.ts';

const handoff = `${sixNodes}at 20ms put cart milk as alice
at 300ms kill B
at 500ms put cart "milk, eggs" as alice
at 1500ms restart B
`;

test('time plays, pauses, and runs as fast as is asked', async ({ lab }) => {
  await lab.visit();
  const readout = async () => (await lab.clock.textContent()) ?? '';
  const first = await readout();
  await expect(lab.clock).not.toHaveText(first);
  await lab.press('Pause');
  await expect(lab.time.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await lab.idle();
  const halted = await readout();
  await frames(lab, 20);
  expect(await readout()).toBe(halted);

  const speed = lab.time.getByRole('slider', { name: 'speed' });
  await speed.press('Home');
  await expect(speed).toHaveAttribute('aria-valuetext', '1/1000 of real time');
  await speed.press('ArrowRight');
  await expect(speed).toHaveAttribute('aria-valuetext', '1/500 of real time');
  await speed.press('End');
  await expect(speed).toHaveAttribute('aria-valuetext', '10 of real time');
  await lab.press('Play');
  await expect(lab.time).toContainText('settled');
  await expect(lab.logLine('say Now break something')).toHaveAttribute('title', /^Go back/);
  expect((await lab.result()).requests.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
});

for (const unit of ['event', 'message', 'request', 'mark'] satisfies Step[]) {
  test(`steps by ${unit} go back over the same moments`, async ({ lab }) => {
    const stops = { event: 8, message: 6, request: 2, mark: 2 }[unit];
    await lab.visitRun(`${sixNodes}at 20ms put cart milk as alice
at 60ms mark one
at 200ms get cart as bob
mark two
`);
    await lab.press('To the start');
    await lab.stepBy(unit);
    const seen = [];
    for (let stop = 0; stop < stops; stop += 1) {
      await lab.step('forward');
      seen.push({ moment: await lab.moment(), picture: await lab.picture() });
    }
    expect(seen.map(({ moment }) => moment)).toEqual(
      seen.map(({ moment }) => moment).toSorted((a, b) => a - b),
    );
    expect(new Set(seen.map(({ picture }) => picture.figure)).size).toBeGreaterThan(1);
    for (const { moment, picture } of seen.slice(0, -1).toReversed()) {
      await lab.step('back');
      expect(await lab.moment()).toBe(moment);
      await lab.expectPicture(picture);
    }
  });
}

test('one moment has one picture, whatever way leads there', async ({ lab }) => {
  await lab.visitRun(handoff);
  const end = await lab.picture();
  await lab.press('To the start');
  const start = await lab.picture();
  await expect(lab.time.getByRole('button', { name: 'To the start' })).toBeDisabled();

  const box = await lab.diagram.boundingBox();
  if (!box) throw new Error('the diagram is not there');
  const axis = box.y + box.height - 8;
  const drag = async (from: number, to: number) => {
    await lab.page.mouse.move(box.x + box.width * from, axis);
    await lab.page.mouse.down();
    await lab.page.mouse.move(box.x + box.width * ((from + to) / 2), axis, { steps: 3 });
    await lab.page.mouse.move(box.x + box.width * to, axis, { steps: 3 });
    await lab.page.mouse.up();
  };
  await drag(0.9, 0.25);
  const dragged = await lab.picture();
  const moment = await lab.moment();
  expect(moment).toBeGreaterThan(20_000);
  expect(moment).toBeLessThan(100_000);
  expect(dragged.figure).not.toBe(start.figure);

  await drag(0.25, 0.6);
  expect(await lab.moment()).toBeGreaterThan(moment);
  await drag(0.6, 0.25);
  expect(await lab.moment()).toBe(moment);
  await lab.expectPicture(dragged);

  await lab.cursor.press('ArrowRight');
  await lab.cursor.press('Shift+ArrowRight');
  expect(await lab.moment()).toBeGreaterThan(moment);
  await lab.cursor.press('Shift+ArrowLeft');
  await lab.cursor.press('ArrowLeft');
  expect(await lab.moment()).toBe(moment);
  await lab.expectPicture(dragged);

  await lab.cursor.blur();
  await lab.page.keyboard.press('End');
  await lab.expectPicture(end);
  await lab.page.evaluate((us) => window.dynamoLab?.seek(us), moment);
  await lab.expectPicture(dragged);
  await lab.page.keyboard.press('Home');
  await lab.expectPicture(start);

  await lab.logLine('kill B').click();
  const killed = await lab.picture();
  await lab.press('Play');
  await expect.poll(() => lab.moment()).toBeGreaterThan(310_000);
  await lab.press('Pause');
  await lab.logLine('kill B').click();
  await lab.expectPicture(killed);
  await lab.toEnd();
  await lab.expectPicture(end);
});

test('a command in the past makes a branch, and the old future is kept', async ({ lab }) => {
  await lab.visitRun(handoff);
  const end = await lab.picture();
  const { digest, requests } = await lab.result();
  expect(await lab.branchNames()).toEqual(['main', 'run 2']);

  await lab.goBefore('kill B');
  await expect(lab.time).toContainText('the past');
  await lab.type('kill A');
  expect(await lab.branchNames()).toEqual(['main', 'run 2', 'branch 2']);
  await expect(lab.notices).toContainText('is kept as it was');
  await expect(lab.logLine('kill A')).toBeVisible();
  await expect(lab.logLine('kill B')).toHaveCount(0);
  await lab.expectWorkers('B', 'C', 'D', 'E', 'F');
  await lab.carryOut('put cart "milk, tea" as alice');
  await expect(lab.panel).toContainText('answered: ok');
  expect((await lab.result()).digest).not.toBe(digest);
  const other = await lab.picture();

  await lab.switchTo('run 2');
  await expect(lab.logLine('kill B')).toBeVisible();
  await expect(lab.logLine('kill A')).toHaveCount(0);
  await lab.toEnd();
  await lab.expectPicture(end);
  expect(await lab.result()).toMatchObject({ digest, requests });

  await lab.switchTo('branch 2');
  await lab.toEnd();
  await lab.expectPicture(other);
});

test('a long wait is skipped, and the page says how long it was', async ({ lab }) => {
  await lab.visitRun(handoff);
  await lab.press('To the start');
  await lab.logLine('kill B').click();
  await lab.speed('End');
  await lab.time.getByRole('slider', { name: 'speed' }).press('ArrowLeft');
  const saying = lab.stage.getByText(/^\d+(\.\d+)? (ms|s) pass$/);
  await expect(saying).toHaveCount(0);
  for (let stop = 0; stop < 6; stop += 1) {
    await lab.time.getByRole('slider', { name: 'speed' }).press('ArrowLeft');
  }
  await lab.press('Play');
  await expect(saying).toBeVisible();
  await expect(lab.time).toContainText('pass');
  await expect(saying).toHaveCount(0, { timeout: 10_000 });
});

async function frames(lab: LabPage, count: number): Promise<void> {
  await lab.page.evaluate(async (left) => {
    for (let frame = 0; frame < left; frame += 1) {
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
    }
  }, count);
}

test('what was chosen by a pointer leaves the arrows to stepping', async ({ lab, page }) => {
  await lab.visitRun(`${sixNodes}at 20ms put cart milk as alice\n`);
  await page.keyboard.press('Home');
  await lab.idle();
  const unit = lab.time.getByRole('combobox', { name: 'Step by' });
  await unit.click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(unit).toHaveValue('request');
  await page.keyboard.press('ArrowRight');
  await expect(unit).toHaveValue('request');
  await expect.poll(() => lab.moment()).toBe(20_000);

  const speed = lab.time.getByRole('slider', { name: 'Speed' });
  await speed.click();
  const chosen = await speed.inputValue();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => lab.moment()).toBeGreaterThan(20_000);
  await expect(speed).toHaveValue(chosen);
  await unit.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowLeft');
  await expect(speed).not.toHaveValue(chosen);
});

test('a screen reader hears every event of a step, and the milestones while time runs', async ({
  lab,
  page,
}) => {
  await lab.visitRun(`${sixNodes}at 20ms put cart milk as alice\n`);
  const heard = page.locator('output.unseen');
  await page.keyboard.press('Home');
  await expect(heard).toContainText('The run begins with 6 nodes');
  await lab.stepBy('request');
  await lab.step('forward');
  await expect(heard).toContainText('20 ms: ');
  await expect(heard).toContainText('alice asks');
  await lab.stepBy('message');
  await lab.step('forward');
  await lab.step('forward');
  await expect(heard).toContainText(/receives the request to put cart from alice/);
  await page.keyboard.press('Home');
  await lab.speed('End');
  await lab.press('Play');
  await expect(heard).toContainText('The put of cart succeeds');
  await lab.press('Pause');
});
