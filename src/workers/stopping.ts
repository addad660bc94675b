import type { Conductor } from '../sim/conductor.ts';
import type { AdvanceLimits } from '../sim/engine.ts';
import type { TraceEvent } from '../trace/event.ts';
import { isWorthSeeing } from '../trace/worth-seeing.ts';

/** Gathers the events of one way ahead, window by window, and says when it ends early. */
export class Stopping {
  readonly events: TraceEvent[];
  private readonly conductor: Conductor;
  private readonly limits: AdvanceLimits;
  private readonly wasSettled: boolean;
  private hasSeen = false;

  constructor(conductor: Conductor, limits: AdvanceLimits, before: readonly TraceEvent[] = []) {
    this.conductor = conductor;
    this.limits = limits;
    this.wasSettled = conductor.isSettled();
    this.events = [...before];
  }

  /** A window is over: takes what happened in it. */
  gather(): void {
    for (const event of this.conductor.takeEvents()) {
      this.events.push(event);
      this.hasSeen ||= isWorthSeeing(event);
    }
  }

  isMet(): boolean {
    const { maxEvents = Infinity, untilWorthSeeing = false } = this.limits;
    if (this.events.length >= maxEvents) return true;
    if (!untilWorthSeeing) return false;
    return this.hasSeen || (!this.wasSettled && this.conductor.isSettled());
  }
}
