export type { Engine, Progress, Rung } from '../sim/engine.ts';
