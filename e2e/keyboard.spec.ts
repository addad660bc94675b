import { expect, test } from './fixtures.ts';

test('from the first load to a finished hinted handoff by keys alone', async ({ lab, page }) => {
  await lab.visit();
  const press = (key: string) => page.keyboard.press(key);
  const running = lab.time.getByRole('button', { name: 'Pause', exact: true });
  await expect(running).toBeVisible();
  await press(' ');
  await expect(running).toBeHidden();
  await lab.idle();

  const end = async () => {
    await press('End');
    await lab.idle();
  };
  await end();
  await end();
  await expect(lab.row('B')).toContainText('milk, eggs');

  await press('2');
  await expect(page.getByRole('tab', { name: 'Node', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(lab.panel.getByRole('heading', { name: 'B', exact: true })).toBeVisible();
  await press('k');
  await lab.expectWorkers('A', 'C', 'D', 'E', 'F');
  await expect(lab.panel).toContainText('terminated: its memory is gone');

  await press('p');
  await expect(lab.commandLine).toBeFocused();
  await expect(lab.commandLine).toHaveValue(/^put cart \S+ as bob$/);
  await page.keyboard.type('jam');
  await expect(lab.commandLine).toHaveValue('put cart jam as bob');
  await press('Enter');
  await expect(lab.commandLine).toHaveValue('');
  await press('Escape');
  await expect(lab.commandLine).not.toBeFocused();
  await end();
  await expect(lab.mark(/^D keeps cart = jam, .* with a hint for B$/)).toBeVisible();
  expect((await lab.result()).requests.at(-1)).toMatchObject({ outcome: 'ok', value: 'jam' });

  await press('k');
  await lab.expectWorkers('A', 'B', 'C', 'D', 'E', 'F');
  await end();
  await expect(lab.mark(/with a hint for/)).toHaveCount(0);
  await expect(lab.mark(/^B holds cart = jam,/)).toBeVisible();

  await press('g');
  await expect(lab.logLine('get cart as bob')).toHaveCount(2);
  await end();
  expect((await lab.result()).requests.at(-1)).toMatchObject({ op: 'get', outcome: 'ok' });
  const last = await lab.moment();
  await press('PageUp');
  await press('ArrowLeft');
  await lab.idle();
  const back = await lab.moment();
  expect(back).toBeLessThan(last);
  await press('PageDown');
  await press('ArrowRight');
  await press('.');
  await lab.idle();
  expect(await lab.moment()).toBeGreaterThan(back);
  await press('Home');
  await lab.idle();
  expect(await lab.moment()).toBeLessThan(20_000);
  await end();

  await press('m');
  await expect(lab.commandLine).toHaveValue(/^mark /);
  await press('Escape');
  await expect(lab.commandLine).not.toBeFocused();
  await press('Home');
  await press('f');
  expect(await lab.branchNames()).toEqual(['main', 'branch 2']);

  await press('Escape');
  await press('/');
  await expect(lab.commandLine).toBeFocused();
});

test('a key that is pressed before the page knows what it does is not lost', async ({
  lab,
  page,
}) => {
  let letCome = (): void => undefined;
  const isAllowed = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await page.route(/key-map/, async (route) => {
    await isAllowed;
    await route.continue();
  });
  await lab.visit();
  const running = lab.time.getByRole('button', { name: 'Pause', exact: true });
  await expect(running).toBeVisible();
  await page.keyboard.press(' ');
  letCome();
  await expect(running).toBeHidden();
});

test('the focus is seen wherever it goes', async ({ lab, page }) => {
  await lab.visit();
  await page.keyboard.press(' ');
  await lab.idle();
  await page.keyboard.press('End');
  await lab.idle();
  const unseen: string[] = [];
  const reached = new Set<string>();
  for (let stop = 0; stop < 120; stop += 1) {
    await page.keyboard.press('Tab');
    const { name, isSeen, isBody } = await page.evaluate(focusNow);
    if (isBody) break;
    reached.add(name);
    if (!isSeen) unseen.push(name);
  }
  expect(unseen, 'focused without an outline, or outside of the window').toEqual([]);
  const all = [...reached].join('\n');
  for (const name of [
    'Demos',
    'Command line',
    'kill B',
    'Node A, up',
    'Play',
    'speed',
    'Branches',
  ]) {
    expect(all, 'Tab gets there').toContain(name);
  }
  expect(all).toContain('Moment shown');
});

test('single keys can be switched off, and Escape leads out', async ({ lab, page }) => {
  await lab.visit();
  await page.keyboard.press(' ');
  await lab.idle();
  await page.keyboard.press('Shift+?');
  const sheet = page.getByRole('dialog', { name: 'Keys and commands' });
  await expect(sheet).toBeFocused();
  for (const word of ['play or pause', 'kill NODE', 'cluster']) {
    await expect(sheet).toContainText(word);
  }
  const choice = sheet.getByRole('checkbox', { name: 'Single keys act' });
  await tabTo(choice.and(page.locator(':focus')));
  await page.keyboard.press(' ');
  await expect(choice).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();

  await page.keyboard.press('2');
  await page.keyboard.press('k');
  await page.keyboard.press('End');
  await lab.idle();
  await lab.expectWorkers('A', 'B', 'C', 'D', 'E', 'F');
  await expect(lab.logLine('kill')).toHaveCount(1);
  await expect(page.getByRole('tab', { name: 'Key', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  );

  async function tabTo(focused: ReturnType<typeof page.locator>): Promise<void> {
    for (let stop = 0; stop < 12 && (await focused.count()) === 0; stop += 1) {
      await page.keyboard.press('Tab');
    }
    await expect(focused).toHaveCount(1);
  }
});

/** What has the focus, and whether one can see that: in the window, and with something around it. */
function focusNow(): { name: string; isSeen: boolean; isBody: boolean } {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return { name: '', isSeen: true, isBody: true };
  const outlines = [focused, focused.parentElement, focused.parentElement?.parentElement];
  const isMarked = outlines.some((element) => {
    if (!element) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
  });
  const { left, right, top, bottom } = focused.getBoundingClientRect();
  const isInside = left < innerWidth && right > 0 && top < innerHeight && bottom > 0;
  const label = focused.closest('label')?.textContent ?? '';
  const name = `${focused.tagName.toLowerCase()} ${focused.getAttribute('aria-label') ?? ''} ${
    focused.textContent?.slice(0, 40) ?? ''
  } ${label.slice(0, 20)}`;
  return { name, isSeen: isMarked && isInside, isBody: false };
}
