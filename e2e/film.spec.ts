import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

import type { Download, Locator } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import { sixNodes } from './lab-page.ts';

const script = `${sixNodes}at 20ms put cart milk as alice
at 60ms mark there
until 120ms
`;

/** What ffprobe says of a film; null where it is not installed. */
function probed(file: string): string | null {
  const asked = 'stream=codec_name,width,height,r_frame_rate,nb_read_frames';
  const args = ['-v', 'error', '-count_frames', '-show_entries', asked, '-of', 'csv=p=0', file];
  const { status, stdout } = spawnSync('ffprobe', args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

async function saved(dialog: Locator, name: string): Promise<Download> {
  const download = dialog.page().waitForEvent('download');
  await dialog.getByRole('button', { name }).click();
  return download;
}

test('a stretch of the run becomes a film that players can read', async ({
  lab,
  page,
}, testInfo) => {
  test.slow();
  await lab.visitRun(script);
  await lab.toEnd();
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: /^Make a film/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Make a film' });
  await dialog.getByRole('combobox', { name: 'Pace' }).selectOption('1/20 of real time');
  await dialog.getByRole('combobox', { name: 'To' }).selectOption('there, 60 ms');
  await dialog.getByRole('button', { name: 'Make the film' }).click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('progressbar')).toBeHidden();

  await dialog.getByRole('button', { name: 'Make the film' }).click();
  // 60 ms at 1/20 are 1.2 s, and the last moment is seen for two more.
  const words = /^(MP4|WebM) \((H\.264|VP9|VP8)\): 3\.2 s, \d+\.\d MB, made in \d+\.\d s\.$/;
  await expect(dialog.getByRole('status')).toHaveText(words, { timeout: 60_000 });
  const film = await saved(dialog, 'Save the film');
  const file = testInfo.outputPath(film.suggestedFilename());
  await film.saveAs(file);
  expect(file).toMatch(/run\.(mp4|webm)$/);
  expect(statSync(file).size).toBeGreaterThan(10_000);
  const captions = testInfo.outputPath('run.vtt');
  await (await saved(dialog, 'Save the captions')).saveAs(captions);
  expect(readFileSync(captions, 'utf8')).toMatch(/^WEBVTT\n\n00:00:00\.000 --> .*\nThe run begins/);

  const found = probed(file);
  test.skip(found === null, 'ffprobe is not installed: the film was made, but not read');
  expect(found).toMatch(/^(h264|vp9|vp8),1280,720,30\/1,96$/);
});
