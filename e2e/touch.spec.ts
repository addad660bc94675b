import type { CDPSession } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import { sixNodes } from './lab-page.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

interface Finger {
  readonly x: number;
  readonly y: number;
}

async function touch(
  session: CDPSession,
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  fingers: readonly Finger[],
): Promise<void> {
  const touchPoints = fingers.map(({ x, y }, id) => ({ x, y, id }));
  await session.send('Input.dispatchTouchEvent', { type, touchPoints });
}

test('in a hand: a tap looks at a node, kills it, and sees its hint', async ({ lab, page }) => {
  test.slow();
  await lab.visit();
  await lab.press('Pause');
  await lab.toEnd();
  await lab.mark(/^Node B, up/).tap();
  await expect(lab.panel.getByRole('heading', { name: 'B', exact: true })).toBeVisible();
  await lab.panel.getByRole('button', { name: /^kill/ }).tap();
  await lab.toEnd();
  await expect(lab.mark(/^Node B, down/)).toBeVisible();
  await lab.openTab('Log');
  await lab.commandLine.tap();
  await lab.type('put cart jam as bob');
  await lab.toEnd();
  await expect(lab.mark(/with a hint for B$/).first()).toBeVisible();
  await page.getByRole('toolbar', { name: 'Picture' }).getByText('Hints').tap();
  await expect(lab.stage).toContainText(/has held cart = jam .* for B/);
});

test('a long press opens the menu of what is under the finger', async ({ lab, page }) => {
  await lab.visitRun(`${sixNodes}put cart milk as alice\n`);
  const box = await lab.mark(/^Node C, up/).boundingBox();
  if (box === null) throw new Error('C is not on the stage');
  const finger = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const session = await page.context().newCDPSession(page);
  await touch(session, 'touchStart', [finger]);
  const menu = page.getByRole('menu', { name: 'C', exact: true });
  await expect(menu).toBeVisible();
  await touch(session, 'touchEnd', []);
  await expect(menu).toBeVisible();
  await menu.getByRole('menuitem', { name: /^Kill/ }).tap();
  await lab.toEnd();
  await expect(lab.mark(/^Node C, down/)).toBeVisible();
});

test('two fingers zoom the diagram', async ({ lab, page }) => {
  await lab.visitRun(`${sixNodes}put cart milk as alice\nuntil 2s\n`);
  await lab.openTab('Time');
  const shown = page.getByText(/^Time shown:/).locator('..');
  await page.getByRole('button', { name: 'Show all of the run' }).tap();
  const before = (await shown.textContent()) ?? '';
  const box = await lab.diagram.boundingBox();
  if (box === null) throw new Error('no diagram');
  const y = box.y + box.height / 2;
  const apart = (by: number): Finger[] => [
    { x: 200 - by, y },
    { x: 200 + by, y },
  ];
  const session = await page.context().newCDPSession(page);
  await touch(session, 'touchStart', apart(30));
  for (const by of [50, 70, 90, 110]) await touch(session, 'touchMove', apart(by));
  await touch(session, 'touchEnd', []);
  await expect(shown).not.toHaveText(before);
  const span = (text: string): number =>
    Number(/([\d.]+) (?:s|ms)$/.exec(text)?.[1]) * (text.endsWith('ms') ? 1 : 1_000);
  expect(span((await shown.textContent()) ?? '')).toBeLessThan(span(before) / 2);
});

test('everything is large enough for a finger', async ({ lab, page }) => {
  await lab.visitRun(`${sixNodes}put cart milk as alice\n`);
  for (const tab of ['Log', 'Key', 'Node', 'Request', 'Why', 'Time'] as const) {
    await lab.openTab(tab);
    await lab.idle();
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('button, select, input, [role="tab"], [role="slider"]')]
        .filter((element) => element.closest('svg') === null && element.checkVisibility())
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && Math.min(box.width, box.height) < 24)
        .filter(({ element }) => getComputedStyle(element).pointerEvents !== 'none')
        .map(({ element, box }) => {
          const name = element.getAttribute('aria-label') ?? element.textContent;
          return `${name.slice(0, 40)}: ${Math.round(box.width)} × ${Math.round(box.height)}`;
        }),
    );
    expect(small, `smaller than 24 px with ${tab} open`).toEqual([]);
  }
});

test('the sheet of keys opens at its top, and nothing in it is squeezed', async ({ lab, page }) => {
  await lab.visit();
  await page.getByRole('button', { name: 'Keys and commands' }).tap();
  const sheet = page.getByRole('dialog', { name: 'Keys and commands' });
  await expect(sheet.getByRole('heading', { name: 'Keys', exact: true })).toBeInViewport();
  const meaning = sheet.getByText(/^Writes, with the context/);
  await meaning.scrollIntoViewIfNeeded();
  const box = await meaning.boundingBox();
  expect(box?.width).toBeGreaterThan(250);
});
