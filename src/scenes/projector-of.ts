import { oncePer } from '../base/once-per.ts';
import { Projector } from '../trace/project.ts';
import type { Trace } from '../trace/trace.ts';

/** For pictures of more than one moment of a run: they share what was gone through once. */
export const projectorOf = oncePer((trace: Trace) => new Projector(trace));
