import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

import type { Download, Locator, Page, TestInfo } from '@playwright/test';
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';

import { expect, test } from './fixtures.ts';
import { type LabPage, sixNodes } from './lab-page.ts';

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
  expectReadable((await track.getDecoderConfig())?.description);
  return { width, height, frames: packetCount, seconds };
}

/** The record that H.264 has in a container says of itself what it is and holds, as players ask. */
function expectReadable(description: AllowSharedBufferSource | undefined): void {
  if (description === undefined) return;
  const record = ArrayBuffer.isView(description)
    ? Buffer.from(description.buffer, description.byteOffset, description.byteLength)
    : Buffer.from(description);
  const [version, profile, , , lengths, count] = record;
  expect({ version, lengths, count }).toEqual({ version: 1, lengths: 0xff, count: 0xe1 });
  const parameters = record.subarray(8, 8 + record.readUInt16BE(6));
  expect((parameters[0] ?? 0) & 0x1f, 'a sequence parameter set').toBe(7);
  expect(parameters[1], 'its profile').toBe(profile);
}

/** What ffprobe says of a film. */
function probed(file: string): string {
  const asked = 'stream=codec_name,width,height,r_frame_rate,nb_read_frames';
  const args = ['-v', 'error', '-count_frames', '-show_entries', asked, '-of', 'csv=p=0', file];
  const { status, stdout, stderr, error } = spawnSync('ffprobe', args, { encoding: 'utf8' });
  if (error !== undefined) return 'not installed';
  return status === 0 && stderr === '' ? stdout.trim() : `exit ${status}: ${stderr}`;
}

async function saved(dialog: Locator, name: string): Promise<Download> {
  const download = dialog.page().waitForEvent('download');
  await dialog.getByRole('button', { name }).click();
  return download;
}

async function openDialog(lab: LabPage): Promise<Locator> {
  await lab.visitRun(script);
  await lab.toEnd();
  await lab.chooseFrom(/^Make a film/);
  const dialog = lab.page.getByRole('dialog', { name: 'Make a film' });
  await dialog.getByRole('combobox', { name: 'Pace' }).selectOption('1/20 of real time');
  await dialog.getByRole('combobox', { name: 'To' }).selectOption('there, 60 ms');
  return dialog;
}

/** Makes the film and saves it, and its captions. */
async function made(dialog: Locator, words: RegExp, testInfo: TestInfo, name = 'run') {
  await dialog.getByRole('button', { name: 'Make the film' }).click();
  await expect(dialog.getByRole('status')).toHaveText(words, { timeout: 60_000 });
  const download = await saved(dialog, 'Save the film');
  const [, ending] = /^run\.(mp4|webm)$/.exec(download.suggestedFilename()) ?? [];
  const [file, captions] = [
    testInfo.outputPath(`${name}.${ending}`),
    testInfo.outputPath(`${name}.vtt`),
  ];
  await download.saveAs(file);
  await (await saved(dialog, 'Save the captions')).saveAs(captions);
  return { file, captions };
}

/** A browser that refuses the worker of films, and no other. */
async function refuseFilmWorker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.Worker = class extends Worker {
      constructor(address: string | URL, options?: WorkerOptions) {
        if (options?.name === 'film') throw new DOMException('refused', 'SecurityError');
        super(address, options);
      }
    };
  });
}

/** A browser that encodes no codec but those whose name begins so, in the thread of the page. */
async function encodeOnly(page: Page, codecs: string): Promise<void> {
  await page.addInitScript((beginning) => {
    const ask = VideoEncoder.isConfigSupported.bind(VideoEncoder);
    VideoEncoder.isConfigSupported = async (config) =>
      config.codec.startsWith(beginning) ? ask(config) : { supported: false, config };
  }, codecs);
}

/** Tells a hash of what is painted on each frame that is to be encoded. Stands alone, in any thread. */
function tellFrames(): void {
  const channel = new BroadcastChannel('frames');
  self.VideoFrame = class extends VideoFrame {
    constructor(source: CanvasImageSource, init?: VideoFrameInit) {
      super(source, init);
      if (!(source instanceof OffscreenCanvas)) return;
      const image = source.getContext('2d')?.getImageData(0, 0, source.width, source.height);
      let hash = 0x811c9dc5;
      for (const dot of new Uint32Array(image?.data.buffer ?? new ArrayBuffer(0))) {
        hash = Math.imul(hash ^ dot, 0x01000193);
      }
      channel.postMessage(hash);
    }
  } as typeof VideoFrame;
}

/** From now on the page, and its worker of films, tell of each frame. */
async function listenToFrames(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.addInitScript(tellFrames);
  await page.addInitScript(() => {
    const heard: number[] = [];
    Object.assign(window, { heard });
    new BroadcastChannel('frames').addEventListener('message', ({ data }: MessageEvent<number>) =>
      heard.push(data),
    );
  });
  await page.route(/film\.worker/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: `(${tellFrames.toString()})();${await response.text()}`,
    });
  });
  return () => page.evaluate(() => (window as unknown as { heard: number[] }).heard);
}

const size = { width: 1280, height: 720, frames: 96, seconds: '3.200' };

test('a stretch of the run becomes a film that players can read', async ({ lab }, testInfo) => {
  test.slow();
  const dialog = await openDialog(lab);
  const picture = dialog.getByRole('combobox', { name: 'Picture' });
  await expect(picture).toHaveValue('follow');
  await picture.selectOption('hints');
  await dialog.getByRole('button', { name: 'Make the film' }).click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('progressbar')).toBeHidden();

  // 60 ms at 1/20 are 1.2 s, and the last moment is seen for two more.
  const words = /^(MP4|WebM) \((H\.264|VP9|VP8)\): 3\.2 s, \d+\.\d MB, made in \d+\.\d s\.$/;
  const { file, captions } = await made(dialog, words, testInfo);
  expect(statSync(file).size).toBeGreaterThan(10_000);
  expect(readFileSync(captions, 'utf8')).toMatch(
    /^WEBVTT\n\n00:00:00\.000 --> .*\nNo hint was ever needed/,
  );

  expect(await readBack(file)).toEqual(size);
  // A second opinion, where there is one.
  expect(probed(file)).toMatch(/^(h264|vp9|vp8),1280,720,30\/1,96$|^not installed$/);
});

test('where H.264 cannot be encoded, the film is VP9 in WebM; without a worker too', async ({
  lab,
  page,
}, testInfo) => {
  test.slow();
  await refuseFilmWorker(page);
  await encodeOnly(page, 'vp');
  const words = /^WebM \(VP9\): 3\.2 s, \d+\.\d MB, made in \d+\.\d s\.$/;
  const { file } = await made(await openDialog(lab), words, testInfo);
  expect(file).toMatch(/\.webm$/);
  expect(await readBack(file)).toEqual(size);
  expect(probed(file)).toMatch(/^vp9,1280,720,30\/1,96$|^not installed$/);
});

test.describe('read back by a test', () => {
  // The canvas of the first trials is not meant to be read.
  test.use({ allowed: [/willReadFrequently/] });

  test('a film is painted the same, dot by dot, with a worker and without', async ({
    lab,
    page,
  }, testInfo) => {
    test.slow();
    const heard = await listenToFrames(page);
    const words = /: 3\.2 s, /;
    const inWorker = await made(await openDialog(lab), words, testInfo, 'worker');
    const ofWorker = await heard();
    await refuseFilmWorker(page);
    const inPage = await made(await openDialog(lab), words, testInfo, 'page');
    const ofPage = await heard();
    expect(ofPage.length).toBeGreaterThanOrEqual(size.frames);
    expect(new Set(ofPage).size).toBeGreaterThan(30);
    expect(ofWorker).toEqual(ofPage);
    expect(readFileSync(inPage.captions)).toEqual(readFileSync(inWorker.captions));
  });
});

test('what has not happened yet can be let happen, and filmed', async ({ lab, page }) => {
  await lab.visit();
  await lab.press('Pause');
  await lab.begin(script);
  await lab.press('Pause');
  const moment = await lab.moment();
  await lab.chooseFrom(/^Make a film/);
  const dialog = page.getByRole('dialog', { name: 'Make a film' });
  await dialog.getByRole('button', { name: 'Let the run happen to its end' }).click();
  const to = dialog.getByRole('combobox', { name: 'To' });
  await expect(to.locator('option', { hasText: 'there, 60 ms' })).toBeAttached();
  await expect(to.locator('option:checked')).toHaveText(/^the end so far, 1\d\d/);
  await expect(dialog.getByRole('button', { name: /^Let the run/ })).toBeHidden();
  expect(await lab.moment()).toBe(moment);
});

test('where nothing can be encoded, the dialog says so and stays of use', async ({ lab, page }) => {
  await refuseFilmWorker(page);
  await page.addInitScript(() => {
    Object.defineProperty(window, 'VideoEncoder', { value: undefined });
  });
  const dialog = await openDialog(lab);
  await dialog.getByRole('button', { name: 'Make the film' }).click();
  await expect(dialog.getByRole('alert')).toHaveText(
    /^This browser can encode no film: it takes WebCodecs with H\.264, VP9 or VP8, .*\.$/,
  );
  await expect(dialog.getByRole('button', { name: 'Make the film' })).toBeEnabled();
});
