import { readFileSync } from 'node:fs';

import { expect, test } from './fixtures.ts';
import { sixNodes } from './lab-page.ts';

test.use({
  permissions: ['clipboard-read', 'clipboard-write'],
  allowed: [/ERR_FAILED.*|none\.lab/],
});

const handoff = `${sixNodes}at 20ms put cart milk as alice
at 300ms kill B
at 500ms put cart "milk, eggs" as alice
at 1500ms restart B
until 3s
`;

test('a link opens the same run, at the same moment, looking at the same', async ({
  lab,
  page,
}) => {
  await lab.visitRun(handoff);
  await lab.toEnd();
  const { digest } = await lab.result();
  await lab.logLine('kill B').click();
  await lab.mark(/^B\b/).first().click();
  const picture = await lab.picture();
  const moment = await lab.moment();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this run' });
  const field = dialog.getByRole('textbox', { name: 'Link' });
  await expect(field).toBeFocused();
  await expect(dialog.getByRole('status')).toHaveText(/^\d{2,3} characters, in the clipboard\.$/);
  const link = await field.inputValue();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);

  // First load, in a page that has never been here.
  await page.goto('about:blank');
  await page.goto(link.replace('#', '?testing=1#'));
  await page.waitForFunction(() => window.dynamoLab !== undefined);
  await expect(lab.logLine('kill B')).toBeVisible();
  await lab.idle();
  expect(await lab.moment()).toBe(moment);
  await lab.expectPicture(picture);

  // One letter off: told, and what was on screen stays.
  const fragment = link.slice(link.indexOf('#'));
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    fragment.replace('v1.', 'v1.x'),
  );
  await expect(lab.notices.getByRole('alert')).toContainText('cut off or altered');
  await lab.expectPicture(picture);
  await lab.toEnd();
  await lab.toEnd();
  expect((await lab.result()).digest).toBe(digest);
});

test('a browser that copies only when it is clicked, or never, says what to do', async ({
  lab,
  page,
}) => {
  await page.addInitScript(() => {
    const writeText = (): Promise<void> =>
      document.activeElement?.textContent === 'Copy the link'
        ? Promise.resolve()
        : Promise.reject(new DOMException('no click', 'NotAllowedError'));
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  });
  await lab.visitRun(handoff);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const share = page.getByRole('dialog', { name: 'Share this run' });
  const told = share.getByRole('status');
  await expect(told).toHaveText(/^\d{2,3} characters, not copied yet: press “Copy the link”\.$/);
  await share.getByRole('button', { name: 'Copy the link' }).click();
  await expect(told).toHaveText(/, in the clipboard\.$/);

  // As on a page that came over plain http.
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await share.getByRole('button', { name: 'Copy the link' }).click();
  await expect(told).toHaveText(/, not copied: .*copy it by hand\.$/);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Script', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'This run as a script' });
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByRole('alert')).toHaveText(/copy it by hand\.$/);
});

test('a trace saved here is shown elsewhere with no node running, and run there', async ({
  lab,
  page,
}, testInfo) => {
  await lab.visitRun(handoff);
  await lab.toEnd();
  const end = await lab.picture();
  const { digest } = await lab.result();
  const saved = page.waitForEvent('download');
  await lab.chooseFrom(/^Save the trace/);
  const file = testInfo.outputPath('run.jsonl');
  await (await saved).saveAs(file);

  await lab.visit();
  await lab.press('Pause');
  await lab.openFile(file);
  await expect(lab.stage).toContainText('A recorded trace');
  await lab.press('To the end');
  await lab.expectPicture(end);
  await expect(lab.actions.getByRole('button', { name: 'put cart …' })).toBeDisabled();
  await lab.try('kill A');
  await expect(lab.log.getByRole('alert')).toContainText('no node runs behind it');

  await lab.stage.getByRole('button', { name: 'Run it here' }).click();
  await expect(lab.stage).not.toContainText('A recorded trace');
  await lab.idle();
  await lab.toEnd();
  expect((await lab.result()).digest).toBe(digest);
});

test('what lies on a web site is opened by its address, or it is said why not', async ({
  lab,
  page,
}) => {
  await page.route('**/runs/mine.lab', (route) => route.fulfill({ body: handoff }));
  await lab.visit('&src=runs/mine.lab');
  await expect(lab.logLine('kill B')).toBeVisible();
  await page.route('**/runs/page.lab', (route) =>
    route.fulfill({ body: '<!doctype html><p>Not found', contentType: 'text/html' }),
  );
  await lab.visit('&src=runs/page.lab');
  await expect(lab.notices.getByRole('alert')).toContainText('page.lab: It is no script');
  await page.route('**/runs/none.lab', (route) => route.abort());
  await lab.visit('&src=runs/none.lab');
  await expect(lab.notices.getByRole('alert')).toContainText('none.lab cannot be opened');
});

test('a faulty file dropped on the page is told, and what was on screen stays', async ({
  lab,
  page,
}) => {
  await lab.visitRun(handoff);
  const picture = await lab.picture();
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['lab 1\ncluster A B\nkil A\n'], 'mine.lab'));
    return transfer;
  });
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await expect(page.getByText('Drop a script, a trace')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  await expect(lab.notices.getByRole('alert')).toContainText('mine.lab: Line 3, column 1: ');
  await lab.expectPicture(picture);
});

for (const format of ['SVG', 'PNG, 2×']) {
  test(`a picture as ${format} opens its run again, at its moment`, async ({
    lab,
    page,
  }, testInfo) => {
    await lab.visitRun(handoff);
    await lab.logLine('kill B').click();
    const picture = await lab.picture();
    const moment = await lab.moment();
    await lab.chooseFrom(/^Save a picture/);
    const dialog = page.getByRole('dialog', { name: 'Save a picture' });
    await expect(dialog.getByRole('img')).toBeVisible();
    await dialog.getByRole('combobox', { name: 'Format' }).selectOption(format);
    const saved = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    const file = testInfo.outputPath((await saved).suggestedFilename());
    await (await saved).saveAs(file);

    await lab.visit();
    await lab.press('Pause');
    await lab.openFile(file);
    await expect(lab.logLine('kill B')).toBeVisible();
    await expect.poll(() => lab.moment()).toBe(moment);
    await lab.expectPicture(picture);
  });
}

test('a PNG is as large as is asked, and opens its run when it is dropped', async ({
  lab,
  page,
}, testInfo) => {
  await lab.visitRun(handoff);
  await lab.logLine('kill B').click();
  const moment = await lab.moment();
  await lab.chooseFrom(/^Save a picture/);
  const dialog = page.getByRole('dialog', { name: 'Save a picture' });
  const sizes: (readonly [width: number, height: number])[] = [];
  let bytes = Buffer.alloc(0);
  for (const format of ['PNG, 1×', 'PNG, 2×', 'PNG, 4×']) {
    await dialog.getByRole('combobox', { name: 'Format' }).selectOption(format);
    const saved = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    const file = testInfo.outputPath(`${sizes.length}.png`);
    await (await saved).saveAs(file);
    bytes = readFileSync(file);
    // The header of a PNG has its width and height after the name IHDR.
    sizes.push([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]);
  }
  const [[width, height] = [0, 0]] = sizes;
  expect(width).toBeGreaterThan(300);
  expect(sizes).toEqual([1, 2, 4].map((times) => [times * width, times * height]));

  await lab.visit();
  await lab.press('Pause');
  const data = await page.evaluateHandle((base64) => {
    const transfer = new DataTransfer();
    const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([content], 'mine.png', { type: 'image/png' }));
    return transfer;
  }, bytes.toString('base64'));
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  await expect(lab.logLine('kill B')).toBeVisible();
  await expect.poll(() => lab.moment()).toBe(moment);
});
