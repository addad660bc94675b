import type { ThemeChoice } from '../../lab/preferences.ts';
import { themes, type Theme, type ThemeName } from '../../scenes/theme.ts';

/** The colours of the pictures are those of the page: one table for both. */
export function applyTheme(root: HTMLElement, name: ThemeName): void {
  root.dataset['theme'] = name;
  for (const [property, value] of propertiesOf(themes[name]))
    root.style.setProperty(property, value);
}

export function themeOf(choice: ThemeChoice, isSystemDark: boolean): ThemeName {
  if (choice !== 'system') return choice;
  return isSystemDark ? 'dark' : 'light';
}

function propertiesOf(theme: Theme): (readonly [string, string])[] {
  const nodes = theme.nodes.flatMap(({ fill, on, text }, hue) => [
    [`--node-${hue}-fill`, fill] as const,
    [`--node-${hue}-on`, on] as const,
    [`--node-${hue}-text`, text] as const,
  ]);
  return [
    ['--surface', theme.surface],
    ['--raised', theme.raised],
    ['--ink', theme.ink],
    ['--ink-soft', theme.inkSoft],
    ['--edge', theme.edge],
    ['--line', theme.line],
    ['--accent', theme.accent],
    ['--danger', theme.danger],
    ['--good', theme.good],
    ...nodes,
  ];
}
