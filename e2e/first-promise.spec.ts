import { expect, test } from './fixtures.ts';
import { sixNodes } from './lab-page.ts';

test('a cart survives the death of a home node, and going back shows what was', async ({ lab }) => {
  await lab.visitRun(sixNodes);
  await lab.expectWorkers('A', 'B', 'C', 'D', 'E', 'F');

  await lab.carryOut('put cart milk as alice');
  for (const home of ['A', 'B', 'C']) await expect(lab.row(home)).toContainText('milk');
  const before = await lab.picture();
  expect(before.table).toContain('milk');

  await lab.act('kill B');
  await lab.expectWorkers('A', 'C', 'D', 'E', 'F');
  await expect(lab.mark(/^Node B, down/)).toBeVisible();

  await lab.carryOut('put cart "milk, eggs" as alice');
  await expect(lab.panel).toContainText('2 of W = 2 answered: ok');
  const { requests } = await lab.result();
  expect(requests.at(-1)).toMatchObject({
    op: 'put',
    outcome: 'ok',
    hinted: [{ holder: 'D', for: 'B' }],
  });

  await expect(lab.row('D')).toContainText('hint for B');
  await expect(lab.mark(/^D keeps cart = milk, eggs, .*, with a hint for B$/)).toBeVisible();
  await expect(lab.row('B')).not.toContainText('eggs');
  await lab.expectWorkers('A', 'C', 'D', 'E', 'F');

  await lab.act('restart B');
  await lab.expectWorkers('A', 'B', 'C', 'D', 'E', 'F');
  await lab.toEnd();
  await expect(lab.panel).not.toContainText('hint for');
  await expect(lab.mark(/with a hint for/)).toHaveCount(0);
  await expect(lab.row('D').getByTitle('Why is it here?')).toHaveCount(0);
  const chips = ['A', 'B', 'C'].map((home) => lab.row(home).getByTitle('Why is it here?'));
  for (const chip of chips) await expect(chip).toHaveText(/^milk, eggs/);
  const [first] = await Promise.all(chips.map((chip) => chip.textContent()));
  for (const chip of chips) await expect(chip).toHaveText(first ?? 'no version');
  const { nodes } = await lab.result();
  expect(Object.values(nodes).flatMap(({ hints }) => hints)).toEqual([]);
  const end = await lab.picture();

  await lab.goBefore('kill B');
  await lab.expectPicture(before);
  await expect(lab.mark(/^Node B, up/)).toBeVisible();
  await expect(lab.row('B')).toContainText('milk');
  const past = lab.logLine('put cart milk as alice');
  const future = lab.logLine('kill B');
  await expect(past).toHaveAttribute('title', /^Go back/);
  await expect(future).toHaveAttribute('title', /^Still to come/);
  const colourOf = (line: typeof past) =>
    line.locator('code').evaluate((code) => getComputedStyle(code).color);
  expect(await colourOf(future)).not.toBe(await colourOf(past));

  await lab.toEnd();
  await lab.expectPicture(end);
  await lab.expectWorkers('A', 'B', 'C', 'D', 'E', 'F');
});

test('two writes of one context on both sides of a partition are both kept', async ({ lab }) => {
  await lab.visitRun(sixNodes);
  await lab.carryOut('put cart milk as alice');
  await lab.carryOut('get cart as alice');
  await lab.carryOut('get cart as bob');

  await lab.act('partition…');
  const form = lab.page.getByRole('dialog', { name: 'partition…' });
  await expect(form).toContainText('partition A B C / D E F');
  await form.getByRole('button', { name: 'Move C to the other side' }).click();
  await expect(form).toContainText('partition A B / C D E F');
  await form.getByRole('button', { name: 'Cut the network' }).click();
  await expect(form).toBeHidden();
  await expect(lab.logLine('partition A B / C D E F')).toBeVisible();

  const answered = () => expect(lab.panel).toContainText('answered: ok');
  await lab.type('put cart "milk, eggs" as alice via A');
  await expect(lab.panel).toContainText('Latest: put by alice');
  await lab.playUntil(answered);
  await lab.type('put cart "milk, bread" as bob via C');
  await expect(lab.panel).toContainText('Latest: put by bob');
  await lab.playUntil(answered);

  await lab.act('heal');
  await lab.toEnd();
  await expect(lab.panel).not.toContainText('hint for');

  await lab.carryOut('get cart as carol');
  const stillThere = lab.row('A').getByTitle('Why is it here?');
  await expect(stillThere).toHaveText([/^milk, (eggs|bread)/, /^milk, (eggs|bread)/]);
  const [left, right] = await Promise.all([
    stillThere.first().boundingBox(),
    stillThere.last().boundingBox(),
  ]);
  expect(left, 'neither chip covers the other').not.toEqual(right);

  await lab.openTab('Request');
  const told = lab.panel.locator('section').filter({ hasText: 'What carol was told' });
  await expect(told).toContainText('milk, eggs');
  await expect(told).toContainText('milk, bread');
  await expect(told).toContainText('2 concurrent versions');
  const onStage = lab.mark(/^A holds cart = milk, (eggs|bread)/);
  await expect(onStage).toHaveCount(2);
  const boxes = await Promise.all([onStage.first().boundingBox(), onStage.last().boundingBox()]);
  expect(overlap(boxes[0], boxes[1]), 'the versions stand side by side').toBe(false);

  await lab.carryOut('put cart "milk, eggs, bread" as carol');
  await lab.openTab('Key');
  for (const home of ['A', 'B', 'C']) {
    const held = lab.row(home).getByTitle('Why is it here?');
    await expect(held).toHaveCount(1);
    await expect(held).toHaveText(/^milk, eggs, bread/);
  }
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function overlap(a: Box | null | undefined, b: Box | null | undefined): boolean {
  if (!a || !b) return true;
  const isBeside = a.x + a.width <= b.x || b.x + b.width <= a.x;
  const isBelow = a.y + a.height <= b.y || b.y + b.height <= a.y;
  return !isBeside && !isBelow;
}
