import { chromium, type Browser, type Page } from '@playwright/test';

import { browserArguments, findBrowser } from '../.ci/browser.mjs';
import { serve } from '../.ci/serve.mjs';

/** The built site and a browser to visit it with, as the benchmarks need them. */
export class BenchSite {
  private readonly browser: Browser;
  private readonly address: string;

  private constructor(browser: Browser, address: string) {
    this.browser = browser;
    this.address = address;
  }

  static async open(): Promise<BenchSite> {
    const executablePath = findBrowser();
    const browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: browserArguments,
    });
    return new BenchSite(browser, `http://127.0.0.1:${await serve({ port: 0 })}/`);
  }

  /** A first visit: nothing is in any cache. `watch` runs before the page does. */
  async visit(search: string, watch?: () => void): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 720 } });
    const page = await context.newPage();
    // The loader of these files names functions by a helper that the page does not have.
    await page.addInitScript('globalThis.__name = (named) => named');
    if (watch) await page.addInitScript(watch);
    await page.goto(`${this.address}?testing=1${search}`);
    await page.waitForFunction(() => window.dynamoLab !== undefined);
    return page;
  }

  /** Ends the process too: the server would wait for more. */
  async close(): Promise<void> {
    await this.browser.close();
    process.exit();
  }
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
