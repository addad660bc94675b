import type { Locator } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import { sixNodes, type LabPage } from './lab-page.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const quick = { timeout: 10_000 };

/** Refused in one sentence that says this; the text stays, and nothing is done. */
async function expectRefused(lab: LabPage, line: string, says: RegExp): Promise<void> {
  const before = await lab.result();
  await (line.length > 1_000 ? lab.paste(line) : lab.try(line));
  await expectSentence(lab.log.getByRole('alert'), says);
  expect((await lab.commandLine.inputValue()) === line, 'the text stays').toBe(true);
  expect((await lab.result()).digest).toBe(before.digest);
  await expectAlive(lab);
}

async function expectSentence(alert: Locator, says: RegExp): Promise<void> {
  await expect(alert).toHaveText(says, quick);
  expect((await alert.textContent())?.trim().length).toBeLessThan(400);
}

/** Not frozen: a click is answered soon, also on a slow machine with all its cores at work. */
async function expectAlive(lab: LabPage): Promise<void> {
  const tab = lab.page.getByRole('tab', { name: 'Request', exact: true });
  await tab.click(quick);
  await expect(tab).toHaveAttribute('aria-selected', 'true', quick);
  await lab.page.getByRole('tab', { name: 'Key', exact: true }).click(quick);
}

test('what cannot be read or done is refused in one sentence each', async ({ lab }) => {
  await lab.visitRun(sixNodes);
  await expectRefused(lab, 'frobnicate cart', /frobnicate/);
  await expectRefused(lab, 'killl B', /killl.*kill/);
  await expectRefused(lab, 'kill Z', /Z/);
  await expectRefused(lab, 'put cart milk via Q', /Q/);
  await expectRefused(lab, 'put cart', /value/i);
  await expectRefused(lab, 'restart B', /B is up/);
  await expectRefused(lab, 'partition A B / B C', /B/);
  await expectRefused(lab, 'drop m999', /m999/);
  await expectRefused(lab, 'put "cart', /quote|closed|end/i);
  await expectRefused(lab, 'set colour=blue', /colour/);
  await lab.carryOut('put cart milk');
  await expect(lab.panel).toContainText('answered: ok');
});

test('n may be larger than the cluster, r and w may not be 0 or above n', async ({ lab }) => {
  await lab.visitRun(sixNodes);
  for (const line of ['set r=0', 'set w=0', 'set n=0']) {
    await expectRefused(lab, line, new RegExp(`\\b${line.slice(4, 5)}\\b`));
  }
  await expectRefused(lab, 'set r=4', /r.*n|n.*r/);
  await expectRefused(lab, 'set w=4', /w.*n|n.*w/);

  await lab.type('set n=9');
  await expect(lab.notices).toContainText(/9.*6|6.*9/);
  await lab.carryOut('put cart milk as alice');
  await expect(lab.panel).toContainText('answered: ok');
  for (const node of ['A', 'B', 'C', 'D', 'E', 'F']) {
    await expect(lab.row(node)).toContainText('milk');
  }

  const control = lab.page.getByRole('button', { name: /^N 9, R 2, W 2/ });
  await control.click();
  const form = lab.page.getByRole('dialog', { name: /settings$/ });
  await form.getByRole('spinbutton', { name: /^r\b/ }).fill('10');
  await form.getByRole('button', { name: 'Set', exact: true }).click();
  await expectSentence(form.getByRole('alert'), /r.*n|n.*r/);
  await expect(form.getByRole('spinbutton', { name: /^r\b/ })).toHaveValue('10');
  await form.getByRole('spinbutton', { name: /^r\b/ }).fill('5');
  await form.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(lab.page.getByRole('button', { name: /^N 9, R 5, W 2/ })).toBeVisible();
});

test('a value of 1 MB is refused at once, and stays to be mended', async ({ lab }) => {
  await lab.visitRun(sixNodes);
  const line = `put cart ${'x'.repeat(1_000_000)}`;
  await expectRefused(lab, line, /4096|4 ?kB|4\.1/);
  await lab.carryOut('put cart milk');
  await expect(lab.panel).toContainText('answered: ok');
});

for (const key of [
  '__proto__',
  'constructor',
  'Ключ 🛒 تسوق',
  '\u202Eevil',
  '"\\',
  'a\u0000b',
  '﷽'.repeat(60),
]) {
  test(`a key may be any text: ${JSON.stringify(key.slice(0, 20))}`, async ({ lab }) => {
    await lab.visitRun(sixNodes);
    const quoted = JSON.stringify(key);
    await lab.carryOut(`put ${quoted} milk as alice`);
    await lab.carryOut(`get ${quoted} as bob`);
    const { requests, preferenceLists } = await lab.result();
    expect(requests).toMatchObject([
      { op: 'put', key, outcome: 'ok' },
      { op: 'get', key, outcome: 'ok', versions: [{ value: 'milk' }] },
    ]);
    expect(new Map(Object.entries(preferenceLists)).get(key)).toHaveLength(6);
    await expect(lab.panel.getByText('milk')).toHaveCount(3);
    await expectAlive(lab);
  });
}

test('10 000 bad lines are refused in one sentence; 10 000 good ones run', async ({ lab }) => {
  // Thousands of lines are typed, read and played here: long work on a slow machine.
  test.setTimeout(120_000);
  await lab.visitRun(`${sixNodes}put cart milk\n`);
  const lines = Array.from({ length: 9_900 }, (_, index) => `put key-${index % 50} v${index}`);
  await expectRefused(lab, lines.join('\n'), /9900 lines.*200/);
  await expectRefused(
    lab,
    lines.slice(0, 100).concat('kill nobody').join('\n'),
    /Line 101.*nobody/,
  );
  const wrong = lines.with(5_000, 'frobnicate');
  await expectRefused(lab, `${sixNodes}${wrong.join('\n')}`, /Line 5003, column 1: .*frobnicate/);

  const good = lines.map((line) => `+1ms ${line}`).join('\n');
  await lab.paste(`${sixNodes}${good}`);
  await expect.poll(() => lab.commandLine.inputValue().then(({ length }) => length)).toBe(0);
  await expectAlive(lab);
  await lab.playUntil(async () => {
    await expect
      .poll(async () => (await lab.result()).requests.length, { timeout: 30_000 })
      .toBeGreaterThan(10);
    await expectAlive(lab);
  });
  expect((await lab.result()).requests[0]).toMatchObject({ key: 'key-0', outcome: 'ok' });
});

test('a faulty script is told line and column, and the run goes on', async ({ lab, page }) => {
  await lab.visit();
  await lab.speed('Home');
  await page.getByRole('button', { name: 'Script', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'This run as a script' });
  const field = dialog.getByRole('textbox', { name: 'Script' });
  for (const [script, says] of [
    ['lab 1\ncluster A B\nat 1s kil A\n', /Line 3, column 7: .*kil/],
    ['lab 1\ncluster A B\nset r=5\n', /Line 3, column \d+: /],
    ['lab 2\ncluster A B\n', /Line 1, column 5: /],
    ['', /Line 1, column 1: .*lab 1/],
    ['lab 1\ncluster A A\n', /Line 2, column 11: .*A/],
  ] as const) {
    await field.fill(script);
    await dialog.getByRole('button', { name: 'Open as a new run' }).click();
    await expectSentence(dialog.getByRole('alert'), says);
    await expect(field).toHaveValue(script);
  }
  const then = await lab.clock.textContent();
  await expect(lab.clock).not.toHaveText(then ?? '');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(lab.logLine('put cart milk as alice')).toBeVisible();
  expect(await lab.branchNames()).toEqual(['main']);
});
