// Finds a Chromium for the tests in a browser; installs one when there is none.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './root.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`,
];

/** How Chromium is started: without a screen, and without asking anybody on the network. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The path of an installed Chromium or Chrome (CHROME_PATH first), or undefined, which means to
 * Playwright: your own.
 *
 * @returns {string | undefined}
 */
export function findBrowser() {
  const wish = process.env['CHROME_PATH'];
  if (wish !== undefined && wish !== '') {
    if (isExecutable(wish)) return wish;
    throw new Error(`CHROME_PATH is ${wish}, where no program is.`);
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...places].find(isExecutable);
}

async function hasPlaywrightsOwn() {
  const { chromium } = await import('@playwright/test');
  return existsSync(chromium.executablePath());
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function succeeds(command, args) {
  console.log(`> ${command} ${args.join(' ')}`);
  try {
    execFileSync(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      shell: process.platform === 'win32',
    });
    return true;
  } catch {
    return false;
  }
}

/** Makes sure that there is a browser, or throws with the one thing to do. */
export async function ensureBrowser() {
  if (findBrowser() !== undefined || (await hasPlaywrightsOwn())) return;
  console.log('No Chromium found; installing one …');
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (
    isDebianRoot &&
    succeeds('apt-get', ['update', '-q']) &&
    succeeds('apt-get', ['install', '-y', '-q', 'chromium']) &&
    findBrowser() !== undefined
  ) {
    return;
  }
  if (succeeds('npx', ['playwright', 'install', 'chromium']) && (await hasPlaywrightsOwn())) return;
  throw new Error(
    'No Chromium was found and none could be installed: please install Chromium or Chrome, or ' +
      'set CHROME_PATH to the program.',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await ensureBrowser();
    console.log(findBrowser() ?? "Playwright's own Chromium");
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
