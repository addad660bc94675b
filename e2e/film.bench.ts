/*
 * How fast a film is made, as a multiple of the time that it lasts: at least 2 at 720p on two
 * cores. Run with `npm run bench -- e2e/film`, which builds the page first.
 */
import { readFileSync } from 'node:fs';

import { BenchSite } from './bench-site.ts';

const leastSpeed = 2;
const script = readFileSync(
  new URL('../src/app/demos/hinted-handoff.lab', import.meta.url),
  'utf8',
);

const site = await BenchSite.open();
const page = await site.visit('');
await page.evaluate(async (text) => {
  await window.dynamoLab?.run(text);
  await window.dynamoLab?.whenIdle();
}, script);
await page.getByRole('button', { name: 'File', exact: true }).click();
await page.getByRole('menuitem', { name: /^Make a film/ }).click();
const dialog = page.getByRole('dialog', { name: 'Make a film' });

const rows = [];
for (const size of ['720p', '1080p']) {
  await dialog.getByRole('combobox', { name: 'Size' }).selectOption(size);
  await dialog.getByRole('button', { name: 'Make the film' }).click();
  await dialog.getByRole('button', { name: 'Save the film' }).waitFor({ timeout: 300_000 });
  const words = (await dialog.getByRole('status').textContent()) ?? '';
  const [, name, lasts, took] = /^(.*): ([\d.]+) s, .* made in ([\d.]+) s/.exec(words) ?? [];
  const speed = Number(lasts) / Number(took);
  rows.push({ size, format: name, 'lasts s': lasts, 'made in s': took, speed: speed.toFixed(2) });
  if (size === '720p' && !(speed >= leastSpeed)) process.exitCode = 1;
}
console.table(rows);
await site.close();
