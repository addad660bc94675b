import { expectNoFaults } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { sixNodes, type LabPage } from './lab-page.ts';

const written = `${sixNodes}put cart milk as alice\n`;

async function bringAbout(lab: LabPage, name: string): Promise<void> {
  await lab.act('Situations');
  await lab.page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click();
  await expect(lab.time.getByRole('button', { name: 'Pause' })).toBeVisible();
  await lab.toEnd();
}

/** What the run says in its own words is all there is to it: played anew, it is the same. */
async function expectScript(lab: LabPage): Promise<string> {
  const digest = await lab.page.evaluate(() => window.dynamoLab?.digest());
  await lab.page.getByRole('button', { name: 'Script', exact: true }).click();
  const field = lab.page.getByRole('textbox', { name: 'Script' });
  const script = await field.inputValue();
  await lab.page.keyboard.press('Escape');
  await lab.page.evaluate((text) => window.dynamoLab?.run(text), script);
  expect(await lab.page.evaluate(() => window.dynamoLab?.digest())).toBe(digest);
  return script;
}

test('the next two writes are concurrent, and a get returns both', async ({ lab }) => {
  await lab.visitRun(written);
  await bringAbout(lab, 'Make the next two writes concurrent');
  const { nodes, requests } = await lab.result();
  expect(requests.map(({ op }) => op)).toEqual(['put', 'get', 'get', 'put', 'put']);
  expect(nodes['B']?.store['cart']).toHaveLength(2);
  await expectScript(lab);
});

test('the next acknowledgement is lost, and what it acknowledged is stored', async ({ lab }) => {
  await lab.visitRun(written);
  await bringAbout(lab, 'Lose the next acknowledgement');
  await expect(lab.logLine('drop m')).toBeVisible();
  const { messages, nodes } = await lab.result();
  expect(messages.lost).toBe(1);
  for (const node of ['A', 'B', 'C']) expect(nodes[node]?.store['cart']).toHaveLength(1);
  expect(await expectScript(lab)).toMatch(/\ndrop m\d+|ms drop m\d+/);
});

test('the replica that is looked at is late', async ({ lab }) => {
  await lab.visitRun(written);
  await lab.mark(/^Node C, up/).press('Enter');
  await bringAbout(lab, 'Delay C past W');
  await expect(lab.logLine('link B > C normal')).toBeVisible();
  const { requests } = await lab.result();
  expect(requests.at(-1)).toMatchObject({ outcome: 'ok', acknowledgedBy: ['B', 'A'] });
  await lab.openTab('Request');
  await expect(lab.row('C')).toContainText('late');
});

test('W is exhausted, and the put fails', async ({ lab }) => {
  await lab.visitRun(written);
  await bringAbout(lab, 'Exhaust W');
  await expect(lab.logLine('partition B')).toBeVisible();
  const { requests } = await lab.result();
  expect(requests.at(-1)).toMatchObject({ outcome: 'failed', reason: 'write-quorum-not-met' });
});

test('the clock overflows, as one goes through it; going back is a branch', async ({ lab }) => {
  await lab.visitRun(written);
  await bringAbout(lab, 'Overflow the clock');
  await expect(lab.logLine('set clock-limit=10')).toBeVisible();
  expect((await lab.result()).nodes['C']?.store['cart']?.[0]?.clock).toEqual({ A: 1, C: 1 });
  await lab.goBefore('set clock-limit=2');
  await bringAbout(lab, 'Lose the next acknowledgement');
  // The first visit's run, this one, and its branch.
  expect(await lab.branchNames()).toHaveLength(3);
});

test('what cannot be brought about says why, and the menu can be used by everyone', async ({
  lab,
  page,
}) => {
  await lab.visitRun('lab 1\ncluster A\nput cart milk as alice\n');
  await lab.act('Situations');
  const item = page.getByRole('menuitem', { name: /^Lose the next acknowledgement/ });
  await expect(item).toHaveAttribute('aria-disabled', 'true');
  await expect(item).toContainText('there is nothing to acknowledge');
  await expectNoFaults(page, 'with the situations open');
  await item.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu', { name: 'Situations' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Situations' })).toBeFocused();
});
