import { parseScript } from '../sim/script/parse.ts';
import { printRun } from '../sim/script/print.ts';
import { TraceReader, writeTrace } from '../trace/format/format.ts';
import type { Branch } from './branch.ts';
import type { Lab } from './lab.ts';

/** The trace as far as it is known, as a file that shows everything on another machine. */
export function traceFile({ run, trace }: Branch): string {
  return writeTrace(printRun(run), trace);
}

/** Events read at a time: less than a frame. */
const sliceEvents = 600;

/**
 * Shows a trace from elsewhere beside the runs there are. Else one sentence: what is wrong, where.
 * `rest` lets the page do something else between two slices of a long one.
 */
export async function openTraceFile(
  { timeline, playback, notices }: Lab,
  text: string,
  rest: () => Promise<void>,
): Promise<string | null> {
  const reader = new TraceReader(text);
  let result = reader.advance(sliceEvents);
  if (result === null) notices.tell('note', 'A long trace is being read.');
  while (result === null) {
    await rest();
    result = reader.advance(sliceEvents);
  }
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
