import { setTimeout } from 'node:timers/promises';

import { chromium, type Browser, type Page } from '@playwright/test';

import { browserArguments, findBrowser } from '../.ci/browser.mjs';
import { serve } from '../.ci/serve.mjs';

const settleMs = 600;

/** The built site and a browser to visit it with, as the benchmarks need them. */
export class BenchSite {
  private readonly browser: Browser;
  private address = '';
  /** The scripts that the visit under way has loaded, also those of workers that workers start. */
  readonly scripts = new Map<string, number>();

  private constructor(browser: Browser) {
    this.browser = browser;
  }

  static async open(): Promise<BenchSite> {
    const executablePath = findBrowser();
    const browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: browserArguments,
    });
    const site = new BenchSite(browser);
    const onServed = (file: string): void => {
      if (file.endsWith('.js') && !site.scripts.has(file)) site.scripts.set(file, Date.now());
    };
    site.address = `http://127.0.0.1:${await serve({ port: 0, onServed })}/`;
    return site;
  }

  /** A visit with the test seam. Nothing is in any cache. `watch` runs before the page does. */
  async visit(search: string, watch: () => void = () => undefined): Promise<Page> {
    const page = await this.newPage();
    await page.addInitScript(watch);
    await page.goto(`${this.address}?testing=1${search}`);
    await page.waitForFunction(() => window.dynamoLab !== undefined);
    return page;
  }

  /**
   * A first visit as people make it. `watch` runs before the page does. The window has been open
   * for a moment: opening it keeps the browser busy with itself.
   */
  async firstVisit(watch: () => void): Promise<Page> {
    const page = await this.newPage();
    await page.addInitScript(watch);
    await setTimeout(settleMs);
    this.scripts.clear();
    await page.goto(this.address);
    return page;
  }

  private async newPage(): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 720 } });
    const page = await context.newPage();
    // The loader of these files names functions by a helper that the page does not have.
    await page.addInitScript('globalThis.__name = (named) => named');
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
