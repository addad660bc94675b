import { describe, expect, it } from 'vitest';

import { contrast } from './contrast.ts';
import { colourOf } from './style.ts';
import { nodeColours, themes } from './theme.ts';

describe.each(Object.values(themes))('the $name theme', (theme) => {
  const grounds = [theme.surface, theme.raised];

  it('has words that can be read: 4.5:1 on everything they stand on', () => {
    const words = [theme.ink, theme.inkSoft, theme.danger, theme.good];
    for (const ground of grounds) {
      for (const word of words) expect(contrast(word, ground)).toBeGreaterThanOrEqual(4.5);
      for (const { text } of theme.nodes)
        expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('has letters on machines that can be read: 4.5:1', () => {
    for (const { fill, on } of theme.nodes) expect(contrast(on, fill)).toBeGreaterThanOrEqual(4.5);
  });

  it('has areas and edges that can be seen: 3:1', () => {
    const graphics = [theme.edge, theme.accent, theme.danger, theme.good];
    for (const ground of grounds) {
      for (const line of graphics) expect(contrast(line, ground)).toBeGreaterThanOrEqual(3);
      for (const { fill } of theme.nodes) expect(contrast(fill, ground)).toBeGreaterThanOrEqual(3);
    }
  });

  it('keeps the two blues clearly apart: by lightness alone they differ 2:1', () => {
    const [blue, sky] = [theme.nodes[0]?.fill ?? '', theme.nodes[5]?.fill ?? ''];
    expect(contrast(blue, sky)).toBeGreaterThanOrEqual(2);
  });

  it('has as many node colours as hues, and ink for whoever is no node', () => {
    expect(theme.nodes).toHaveLength(nodeColours);
    expect(colourOf(theme, 'hue', 'ink')).toBe(theme.ink);
  });
});

it('type on a projector is 18 px at least', () => {
  expect(Math.min(...Object.values(themes.projector.text))).toBeGreaterThanOrEqual(18);
});
