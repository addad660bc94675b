export type { AdvanceLimits, Engine, Progress, Rung } from '../sim/engine.ts';
