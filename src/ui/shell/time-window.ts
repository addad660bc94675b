import type { Micros } from '../../base/time.ts';

/** The stretch of virtual time that the diagram shows. */
export interface ShownWindow {
  readonly fromUs: Micros;
  readonly toUs: Micros;
}

/** Room for some requests, and at the usual pace for 15 s of watching. */
export const firstWindow: ShownWindow = { fromUs: 0, toUs: 250_000 };

/** How much of the page is already told when it turns, and where the cursor lies then. */
const turnsAt = 0.92;
const turnsTo = 0.3;

/** The same window while the cursor is in it; else one as long around the cursor. */
export function windowAround(window: ShownWindow, atUs: Micros, isLive: boolean): ShownWindow {
  const span = window.toUs - window.fromUs;
  const lastUs = isLive ? window.fromUs + span * turnsAt : window.toUs;
  if (atUs >= window.fromUs && atUs <= lastUs) return window;
  const fromUs = Math.max(0, Math.round(atUs - span * turnsTo));
  return { fromUs, toUs: fromUs + span };
}
