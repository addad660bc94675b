import { expect, type Locator, type Page } from '@playwright/test';

import type { TestSeam } from '../src/app/test-seam.ts';

type Result = ReturnType<TestSeam['result']>;

/** What the stage shows, to the last attribute. */
export interface Picture {
  readonly figure: string;
  readonly table: string;
  readonly words: string;
}

export type Step = 'event' | 'message' | 'request' | 'mark';

/** Six nodes and nothing done yet. The home nodes of `cart` are B, A and C. */
export const sixNodes = 'lab 1\ncluster A B C D E F\n';

/** The page as a person knows it: by roles, labels and what is written there. */
export class LabPage {
  readonly page: Page;
  readonly stage: Locator;
  readonly figure: Locator;
  readonly log: Locator;
  readonly commandLine: Locator;
  readonly actions: Locator;
  readonly notices: Locator;
  readonly time: Locator;
  readonly clock: Locator;
  readonly cursor: Locator;
  readonly diagram: Locator;
  readonly branches: Locator;
  readonly panel: Locator;

  constructor(page: Page) {
    this.page = page;
    this.stage = page.getByRole('region', { name: 'Stage', exact: true });
    this.figure = this.stage.locator('svg[aria-roledescription="figure"]');
    this.log = page.getByRole('region', { name: 'Log' });
    // A combo box for one line, a text box for many.
    this.commandLine = page.getByLabel('Command line', { exact: true });
    this.actions = page.getByRole('group', { name: 'Actions' });
    this.notices = page.getByRole('region', { name: 'Notices' });
    this.time = page.getByRole('region', { name: 'Time', exact: true });
    this.clock = this.time.getByRole('status', { name: 'Virtual time' });
    this.cursor = page.getByRole('slider', { name: 'Moment shown' });
    this.diagram = page.getByRole('figure').filter({ has: this.cursor });
    this.branches = page.getByRole('list', { name: 'Branches' });
    this.panel = page.getByRole('tabpanel');
  }

  /** A first visit, with the seam open; the run that is going plays on. */
  async visit(search = ''): Promise<void> {
    await this.page.goto(`?testing=1${search}`);
    await this.page.waitForFunction(() => window.dynamoLab !== undefined);
  }

  /** Chooses from the menu of files. */
  async chooseFrom(name: RegExp): Promise<void> {
    await this.page.getByRole('button', { name: 'File', exact: true }).click();
    await this.page.getByRole('menuitem', { name }).click();
  }

  /** Opens a file of this machine with the dialog for it. */
  async openFile(file: string): Promise<void> {
    const choosing = this.page.waitForEvent('filechooser');
    await this.chooseFrom(/^Open a file/);
    await (await choosing).setFiles(file);
  }

  /** Opens a script as a person does, and goes to its end. */
  async open(script: string): Promise<void> {
    await this.begin(script);
    await this.toEnd();
  }

  /** Opens a script as a person does, at its start. */
  async begin(script: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Script', exact: true }).click();
    const dialog = this.page.getByRole('dialog', { name: 'This run as a script' });
    await dialog.getByRole('textbox', { name: 'Script' }).fill(script);
    await dialog.getByRole('button', { name: 'Open as a new run' }).click();
    await expect(dialog).toBeHidden();
  }

  async visitRun(script: string): Promise<void> {
    await this.visit();
    await this.press('Pause');
    await this.open(script);
  }

  /** Nothing moves by itself, no worker is at work, and all is painted. */
  async idle(): Promise<void> {
    await this.page.evaluate(() => window.dynamoLab?.whenIdle());
  }

  /** Types a line that must be taken. */
  async type(line: string): Promise<void> {
    await this.commandLine.fill(line);
    await this.commandLine.press('Enter');
    await expect(this.commandLine).toHaveValue('');
  }

  /** Types a line that may be refused. */
  async try(text: string): Promise<void> {
    await this.commandLine.fill(text);
    await this.commandLine.press('Enter');
  }

  /** Pastes a text over what stands in the command line, and tries it. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.commandLine.press('Control+A');
    await this.commandLine.press('Control+V');
    await this.commandLine.press('Enter');
  }

  /** Types a line and lets the run go on until it is done. */
  async carryOut(line: string): Promise<void> {
    await this.type(line);
    await this.toEnd();
  }

  async act(name: string): Promise<void> {
    await this.actions.getByRole('button', { name, exact: true }).click();
  }

  /** One of the buttons of time. */
  async press(
    name: 'Play' | 'Pause' | 'Step back' | 'Step forward' | 'To the start' | 'To the end',
  ): Promise<void> {
    await this.time.getByRole('button', { name, exact: true }).click();
  }

  /** To the end of what is known, and of what will happen; there twice is there. */
  async toEnd(): Promise<void> {
    await this.press('To the end');
    await this.idle();
  }

  /** Plays, as fast as it goes, until the page shows what is waited for. */
  async playUntil(isThere: () => Promise<void>): Promise<void> {
    await this.speed('End');
    await this.press('Play');
    await isThere();
    await this.press('Pause');
    await this.idle();
  }

  async speed(key: 'Home' | 'End'): Promise<void> {
    await this.time.getByRole('slider', { name: 'speed' }).press(key);
  }

  async stepBy(step: Step): Promise<void> {
    await this.time.getByRole('combobox', { name: 'step by' }).selectOption(step);
  }

  async step(direction: 'forward' | 'back'): Promise<void> {
    await this.press(`Step ${direction}`);
    await this.idle();
  }

  /** A line of the log, by its words. */
  logLine(text: string): Locator {
    return this.log.getByRole('listitem').getByRole('button').filter({ hasText: text });
  }

  async openTab(name: 'Key' | 'Node' | 'Request' | 'Why' | 'Log' | 'Time'): Promise<void> {
    await this.page.getByRole('tab', { name, exact: true }).click();
  }

  /** To the last moment at which a line of the log had not been carried out yet. */
  async goBefore(text: string): Promise<void> {
    const line = this.logLine(text);
    await line.click();
    await this.stepBy('event');
    await expect(async () => {
      await this.step('back');
      await expect(line).toHaveAttribute('title', /^Still to come/, { timeout: 200 });
    }).toPass();
  }

  /** What the open tab says of one node in its list: a replica, or whom a request asks. */
  row(node: string): Locator {
    return this.panel
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('button', { name: `Look at ${node}`, exact: true }) });
  }

  /** Everything on the stage that is called so. */
  mark(name: string | RegExp): Locator {
    return this.figure.getByRole('button', { name });
  }

  /** The picture when nothing moves. */
  async picture(): Promise<Picture> {
    await this.idle();
    return this.stage.evaluate((stage) => ({
      figure: (
        stage.querySelector('svg[aria-roledescription="figure"]')?.outerHTML ?? 'no figure'
      ).replaceAll('><', '>\n<'),
      table: [...stage.querySelectorAll('tr')]
        .map((row) => [...row.cells].map((cell) => cell.textContent).join(' | '))
        .join('\n'),
      words: [...stage.querySelectorAll('p')]
        .filter((line) => line.closest('[aria-label="Notices"]') === null)
        .map((line) => line.textContent)
        .join('\n'),
    }));
  }

  async expectPicture(picture: Picture): Promise<void> {
    const now = await this.picture();
    expect(now.table).toBe(picture.table);
    expect(now.words).toBe(picture.words);
    expect(now.figure).toBe(picture.figure);
  }

  /** The list is open meanwhile only. */
  async branchNames(): Promise<string[]> {
    await this.openBranches();
    const names = await this.branches.locator('b').allTextContents();
    await this.page.keyboard.press('Escape');
    return names;
  }

  async openBranches(): Promise<void> {
    await this.time.getByRole('button', { name: /^Branches: / }).click();
    await expect(this.branches).toBeVisible();
  }

  async switchTo(branch: string): Promise<void> {
    await this.openBranches();
    await this.branches.getByRole('button', { name: branch }).first().click();
    await expect(this.branches).toBeHidden();
  }

  /** Of the whole run that is shown, whatever the cursor. As text, so that no key is lost. */
  async result(): Promise<Result> {
    const text = await this.page.evaluate(() => JSON.stringify(window.dynamoLab?.result()));
    return JSON.parse(text ?? 'null') as Result;
  }

  /** The moment shown, µs. */
  async moment(): Promise<number> {
    return Number(await this.cursor.inputValue());
  }

  /** The names of the workers that the browser really has. */
  async workers(): Promise<string[]> {
    const names = await Promise.all(
      this.page.workers().map((worker) => worker.evaluate(() => self.name).catch(() => '')),
    );
    return names.filter((name) => name !== '').toSorted();
  }

  async expectWorkers(...nodes: readonly string[]): Promise<void> {
    const names = ['conductor', ...nodes.map((node) => `node ${node}`)];
    await expect.poll(() => this.workers(), 'the workers of the page').toEqual(names);
  }
}
