import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** In the whole page, or in one part of it. */
export async function expectNoFaults(page: Page, when: string, within = 'html'): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(within).analyze();
  const told = violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map(({ html }) => html);
    return `${id}: ${help}: ${places.join('\n')}`;
  });
  expect(told, `axe finds nothing ${when}`).toEqual([]);
}

/** Themes differ in colours and sizes only: what is there is the same in each. */
export async function expectContrast(page: Page, when: string, within: string): Promise<void> {
  const axe = new AxeBuilder({ page }).include(within).withRules(['color-contrast', 'target-size']);
  const { violations } = await axe.analyze();
  const told = violations.map(({ help, nodes }) => `${help}: ${nodes[0]?.html}`);
  expect(told, `axe finds nothing ${when}`).toEqual([]);
}
