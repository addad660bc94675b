/** How the lines of a trace file of one version become those of the next. Nothing is checked yet. */
export interface Upgrader {
  header(line: unknown): unknown;
  /** One event stays one event, so that lines keep their numbers. */
  event(line: unknown): unknown;
}

/**
 * By the version that is upgraded from. Empty while there is one version only; whoever changes
 * the format adds the step from the version before.
 */
export const upgraders: ReadonlyMap<number, Upgrader> = new Map();
