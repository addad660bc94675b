import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

import type { Download, Locator } from '@playwright/test';
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';

import { expect, test } from './fixtures.ts';
import { sixNodes } from './lab-page.ts';

const script = `${sixNodes}at 20ms put cart milk as alice
at 60ms mark there
until 120ms
`;

/** What the container holds, down to each frame. */
async function readBack(file: string) {
  using film = new Input({ source: new FilePathSource(file), formats: ALL_FORMATS });
  const track = await film.getPrimaryVideoTrack();
  if (track === null) throw new Error('no video in it');
  const { averagePacketRate, packetCount } = await track.computePacketStats();
  expect(averagePacketRate).toBeCloseTo(30);
  const seconds = (await film.computeDuration()).toFixed(3);
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
  return { width, height, frames: packetCount, seconds };
}

/** What ffprobe says of a film. */
function probed(file: string): string {
  const asked = 'stream=codec_name,width,height,r_frame_rate,nb_read_frames';
  const args = ['-v', 'error', '-count_frames', '-show_entries', asked, '-of', 'csv=p=0', file];
  const { status, stdout, error } = spawnSync('ffprobe', args, { encoding: 'utf8' });
  if (error !== undefined) return 'not installed';
  return status === 0 ? stdout.trim() : `exit ${status}`;
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
  await lab.chooseFrom(/^Make a film/);
  const dialog = page.getByRole('dialog', { name: 'Make a film' });
  await dialog.getByRole('combobox', { name: 'Pace' }).selectOption('1/20 of real time');
  const picture = dialog.getByRole('combobox', { name: 'Picture' });
  await expect(picture).toHaveValue('follow');
  await picture.selectOption('hints');
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
  expect(readFileSync(captions, 'utf8')).toMatch(
    /^WEBVTT\n\n00:00:00\.000 --> .*\nNo hint was ever needed/,
  );

  expect(await readBack(file)).toEqual({ width: 1280, height: 720, frames: 96, seconds: '3.200' });
  // A second opinion, where there is one.
  expect(probed(file)).toMatch(/^(h264|vp9|vp8),1280,720,30\/1,96$|^not installed$/);
});
