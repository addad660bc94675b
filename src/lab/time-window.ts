import type { Micros } from '../base/time.ts';

/** The stretch of virtual time that the diagram shows. */
export interface ShownWindow {
  readonly fromUs: Micros;
  readonly toUs: Micros;
}

/** Room for some requests, and at the usual pace for 15 s of watching. */
export const firstWindow: ShownWindow = { fromUs: 0, toUs: 250_000 };

/** How much of the page is already told when it turns. */
const turnsAt = 0.92;

/** Where the cursor lies then: time that runs on needs room ahead, one at rest looks back. */
const turnsTo = { past: 0.5, runsOn: 0.3, rests: 0.75 };

export type Going = keyof typeof turnsTo;

/** The same window while the cursor is in it; else one as long around the cursor. */
export function windowAround(window: ShownWindow, atUs: Micros, going: Going): ShownWindow {
  const span = window.toUs - window.fromUs;
  const lastUs = going !== 'past' ? window.fromUs + span * turnsAt : window.toUs;
  if (atUs >= window.fromUs && atUs <= lastUs) return window;
  const fromUs = Math.max(0, Math.round(atUs - span * turnsTo[going]));
  return { fromUs, toUs: fromUs + span };
}

/** The shortest and the longest stretch that is shown. */
const leastSpanUs: Micros = 200;
const mostSpanUs: Micros = 120_000_000;

/** This window as far as there is anything to look at: not before the run, and of a usable length. */
export function windowWithin(window: ShownWindow, horizonUs: Micros): ShownWindow {
  const mostUs = Math.max(mostSpanUs, horizonUs * 2);
  const span = Math.round(Math.min(mostUs, Math.max(leastSpanUs, window.toUs - window.fromUs)));
  const fromUs = Math.max(0, Math.round(window.fromUs));
  return { fromUs, toUs: fromUs + span };
}

/** The same moment at the same place, and `factor` times as much around it. */
export function zoomed(
  { fromUs, toUs }: ShownWindow,
  factor: number,
  aroundUs: Micros,
): ShownWindow {
  return {
    fromUs: aroundUs - (aroundUs - fromUs) * factor,
    toUs: aroundUs + (toUs - aroundUs) * factor,
  };
}

/** A stretch with a little room on both sides; a moment gets some around it. */
export function windowOn(fromUs: Micros, toUs: Micros): ShownWindow {
  const aside = Math.max(500, (toUs - fromUs) * 0.06);
  return { fromUs: fromUs - aside, toUs: toUs + aside };
}
