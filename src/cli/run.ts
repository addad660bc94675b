import { writeFileSync } from 'node:fs';

import { outcomeOf, withSeed } from '../sim/outcome.ts';
import type { Run } from '../sim/script/command.ts';
import { printRun } from '../sim/script/print.ts';
import { writeTrace } from '../trace/format/format.ts';
import type { Trace } from '../trace/trace.ts';
import { Complaint, exitCodes } from './complaint.ts';
import { readScriptFile, reasonOf } from './script-file.ts';
import { misuse, readSeed, readWords, type Form } from './words.ts';

export const runForm: Form = {
  name: 'run',
  usage: 'run FILE.lab [--seed N] [--trace OUT.jsonl]',
  options: ['seed', 'trace'],
};

/** Plays one run and prints what came of it. (design.md §5) */
export function runCommand(args: readonly string[]): number {
  const { file, options } = readWords(runForm, args);
  const seedText = options.get('seed');
  const seed = seedText === undefined ? null : readSeed(seedText);
  if (seedText !== undefined && seed === null) {
    throw misuse(runForm, `--seed ${seedText} is no whole number from 0 to 4294967295`);
  }
  const script = readScriptFile(file);
  for (const notice of script.notices) console.error(notice);
  const run = seed === null ? script.run : withSeed(script.run, seed);
  const { trace, result, failures } = outcomeOf(run);
  const traceFile = options.get('trace');
  if (traceFile !== undefined) saveTrace(traceFile, run, trace);
  console.log(JSON.stringify(result, null, 2));
  for (const failure of failures) console.error(`${file}: ${failure}`);
  return failures.length === 0 ? exitCodes.fine : exitCodes.broken;
}

function saveTrace(file: string, run: Run, trace: Trace): void {
  try {
    writeFileSync(file, writeTrace(printRun(run), trace));
  } catch (error) {
    throw new Complaint(`${file} cannot be written: ${reasonOf(error)}`);
  }
}
