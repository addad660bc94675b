import { test as base, type ConsoleMessage, type Page } from '@playwright/test';

import { LabPage } from './lab-page.ts';

export { expect } from '@playwright/test';

interface Fixtures {
  readonly lab: LabPage;
  /** Complaints that a test provokes itself; every other one fails it. */
  readonly allowed: RegExp[];
}

/**
 * Every test fails on an error or a warning in the console, of the page or of a worker; and a test
 * that fails prints the script of its run, seed included, so that it can be repeated.
 */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line eslint/no-empty-pattern -- Playwright reads the pattern
  allowed: async ({}, use) => {
    await use([]);
  },
  lab: async ({ page, allowed }, use, testInfo) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
    page.on('console', (message) => {
      if (isComplaint(message)) complaints.push(`${message.type()}: ${message.text()}`);
    });
    await use(new LabPage(page));
    if (testInfo.status !== testInfo.expectedStatus) console.log(await story(page));
    const unexpected = complaints.filter((text) => !allowed.some((pattern) => pattern.test(text)));
    base.expect(unexpected, 'the console stays silent').toEqual([]);
  },
});

function isComplaint(message: ConsoleMessage): boolean {
  return ['error', 'warning', 'assert'].includes(message.type());
}

/** The run as its script, read from the dialog that shows it: enough to repeat it anywhere. */
async function story(page: Page): Promise<string> {
  try {
    const script = page.getByRole('textbox', { name: 'Script' });
    const isOpen = await script.isVisible();
    const button = page.locator('header').getByText('Script', { exact: true });
    if (!isOpen) await button.dispatchEvent('click', undefined, { timeout: 2_000 });
    const text = await script.inputValue({ timeout: 2_000 });
    if (!isOpen) await page.keyboard.press('Escape');
    const digest = await page.evaluate(() => window.dynamoLab?.digest());
    const seed = /\bseed=(\d+)/.exec(text)?.[1] ?? '1, the usual one';
    return `The run (seed ${seed}, digest ${digest}):\n${text}`;
  } catch (error) {
    return `The run cannot be told: ${String(error)}`;
  }
}
