import { useState } from 'react';

import type { Memory } from '../../lab/preferences.ts';
import { useLab } from '../lab-context.tsx';

/** The panels that can be made larger, smaller, or nothing at all. */
export type PaneName = `${'' | 'projector-'}${'log' | 'inspector' | 'time'}`;

/**
 * How wide or high a panel may be, px of a usual screen: on a large one the style sheet makes it so
 * many times larger. It also keeps the stage at half the width.
 */
export interface PaneLimits {
  readonly usualPx: number;
  readonly leastPx: number;
  readonly mostPx: number;
  /** What is left of it when it is closed. */
  readonly closedPx: number;
}

export interface Pane {
  readonly px: number;
  readonly limits: PaneLimits;
  /** Takes effect at once. */
  readonly resize: (px: number) => void;
  /** Is kept for the next visit. */
  readonly keep: () => void;
}

/** A panel's size, remembered where that can be; `firstPx` is what a first visit finds. */
export function usePane(name: PaneName, limits: PaneLimits, firstPx = limits.usualPx): Pane {
  const { memory } = useLab();
  const [px, setPx] = useState(() => fitted(recalled(memory, name) ?? firstPx, limits));
  return {
    px,
    limits,
    resize: (wanted) => setPx(fitted(wanted, limits)),
    keep: () => memory.write(entryOf(name), String(px)),
  };
}

/** Within the limits; a panel that is made less than half as large as it must be closes. */
export function fitted(px: number, { leastPx, mostPx, closedPx }: PaneLimits): number {
  if (px < leastPx / 2) return closedPx;
  return Math.round(Math.min(Math.max(px, leastPx), mostPx));
}

function recalled(memory: Memory, name: PaneName): number | null {
  const px = Number(memory.read(entryOf(name)) ?? Number.NaN);
  return Number.isFinite(px) ? px : null;
}

const entryOf = (name: PaneName): string => `dynamo-lab/pane/${name}`;
