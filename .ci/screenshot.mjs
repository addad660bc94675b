// Takes the picture in the README from the built lab: a sloppy quorum, a moment after it formed.
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.mjs';
import { root } from './root.mjs';
import { serve } from './serve.mjs';

const script = `lab 1
title A put survives a dead home node
cluster A B C D E F
set seed=7
at 0 put cart milk as alice via C
at 120ms kill B
at 150ms put cart eggs as alice via C
at 2s restart B
until 4s
`;
const momentUs = 270_000;

const port = await serve({ port: 0 });
const executablePath = findBrowser();
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage({
  viewport: { width: 1280, height: 720 },
  deviceScaleFactor: 2,
});
await page.goto(`http://127.0.0.1:${port}/?testing=1`);
await page.waitForFunction('window.dynamoLab');
await page.evaluate(async ([text, us]) => {
  const lab = Reflect.get(globalThis, 'dynamoLab');
  await lab.run(text);
  await lab.seek(us);
  await lab.whenIdle();
}, /** @type {const} */ ([script, momentUs]));
await page.screenshot({ path: new URL('public/lab.png', root).pathname, type: 'png' });
await browser.close();
console.log('public/lab.png');
process.exit(0);
