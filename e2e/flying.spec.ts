import { expect, test } from './fixtures.ts';
import { sixNodes, type LabPage } from './lab-page.ts';

const busy = `${sixNodes}at 10ms load 400/s for 1s keys=20 clients=6\n`;

/** Of what is opaque above the ring now: how many colours fill an area, and what share they have. */
async function coloursOf(lab: LabPage): Promise<{ areas: number; share: number }> {
  return lab.stage.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const copy = Object.assign(document.createElement('canvas'), {
      width: canvas.width,
      height: canvas.height,
    });
    const context = copy.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('no canvas to read from');
    context.drawImage(canvas, 0, 0);
    const counts = new Map<number, number>();
    const { data } = context.getImageData(0, 0, copy.width, copy.height);
    const opaque = new Uint32Array(data.buffer).filter((pixel) => pixel >= 0xff000000);
    for (const pixel of opaque) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    const areas = [...counts.values()].filter((count) => count > 20);
    const within = areas.reduce((sum, count) => sum + count, 0);
    return { areas: areas.length, share: within / Math.max(1, opaque.length) };
  });
}

for (const isNoisy of [false, true]) {
  const host = isNoisy ? 'where a canvas is not to be read' : 'on any host';
  test(`messages fly in the colours of who sends them, ${host}`, async ({ lab, page }) => {
    if (isNoisy) {
      await page.addInitScript(() => {
        OffscreenCanvasRenderingContext2D.prototype.getImageData = (_x, _y, width, height) => {
          const bytes = new Uint8ClampedArray(4 * width * height);
          return new ImageData(crypto.getRandomValues(bytes), width, height);
        };
      });
    }
    await lab.visitRun(busy);
    await page.keyboard.press('Home');
    await lab.press('Play');
    await expect.poll(async () => (await coloursOf(lab)).areas).toBeGreaterThan(2);
    const { areas, share } = await coloursOf(lab);
    expect(areas).toBeLessThanOrEqual(10);
    expect(share).toBeGreaterThan(0.6);
  });
}
