import { parseScript } from '../sim/script/parse.ts';
import { printRun } from '../sim/script/print.ts';
import { readTrace, writeTrace } from '../trace/format/format.ts';
import type { Branch } from './branch.ts';
import type { Lab } from './lab.ts';

/** The trace as far as it is known, as a file that shows everything on another machine. */
export function traceFile({ run, trace }: Branch): string {
  return writeTrace(printRun(run), trace);
}

/** Shows a trace from elsewhere beside the runs there are. Else one sentence: what is wrong, where. */
export function openTraceFile({ timeline, playback }: Lab, text: string): string | null {
  const result = readTrace(text);
  if (!result.ok) return result.error;
  const script = parseScript(result.script);
  if (!script.ok) {
    const [error] = script.errors;
    const where = `line ${error?.line}, column ${error?.column}`;
    return `Line 1: the script of the run cannot be read (its ${where}: ${error?.message})`;
  }
  playback.pause();
  timeline.openRecorded(script.run, result.trace);
  playback.play();
  return null;
}
