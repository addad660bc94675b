import type { Locator } from '@playwright/test';

import { expectNoFaults } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { sixNodes } from './lab-page.ts';

test.use({ forcedColors: 'active' });

const written = `${sixNodes}at 20ms put cart milk as alice\n`;

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`forced colours, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('what is chosen, what has the focus and who is who can be told', async ({ lab, page }) => {
      test.slow();
      await lab.visitRun(written);
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      const system = await systemColours(page.locator('body'));
      const choices = page.getByRole('toolbar', { name: 'Picture' });
      const ring = choices.getByRole('button', { name: 'Ring' });
      const history = choices.getByRole('button', { name: 'History' });
      expect(await background(ring)).toBe(system.Highlight);
      expect(await background(history)).not.toBe(system.Highlight);
      await history.click();
      expect(await background(history)).toBe(system.Highlight);
      expect(await colour(history)).toBe(system.HighlightText);
      expect(await background(ring)).not.toBe(system.Highlight);
      await page.keyboard.press('ArrowLeft');
      await expect(ring).toBeFocused();
      const outline = await ring.evaluate((element) => {
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
        return `${outlineStyle} ${outlineWidth} ${outlineColor}`;
      });
      expect(outline).toBe(`solid 3px ${system.Highlight}`);

      await lab.mark(/^Node B, up/).press('Enter');
      await lab.openTab('Node');
      const restart = lab.panel.getByRole('button', { name: /^restart/ });
      await expect(restart).toHaveAttribute('aria-disabled', 'true');
      expect(await colour(restart)).toBe(system.GrayText);

      const believed = lab.panel.locator('dd [data-hue]');
      const colours = await believed.evaluateAll((badges) =>
        badges.map((badge) => getComputedStyle(badge).backgroundColor),
      );
      expect(new Set(colours).size, 'a colour for each of six nodes').toBe(6);
      await expectNoFaults(page, 'in forced colours');
    });
  });
}

function colour(element: Locator): Promise<string> {
  return element.evaluate((of) => getComputedStyle(of).color);
}

function background(element: Locator): Promise<string> {
  return element.evaluate((of) => getComputedStyle(of).backgroundColor);
}

/** As this system has them now. */
async function systemColours(body: Locator): Promise<Readonly<Record<string, string>>> {
  return body.evaluate((element) => {
    const probe = element.ownerDocument.createElement('i');
    element.append(probe);
    const colours = ['Highlight', 'HighlightText', 'GrayText'].map((name) => {
      probe.style.backgroundColor = name;
      return [name, getComputedStyle(probe).backgroundColor] as const;
    });
    probe.remove();
    return Object.fromEntries(colours);
  });
}
