import { readFileSync } from 'node:fs';

import type { Run } from '../sim/script/command.ts';
import type { ScriptError } from '../sim/script/error.ts';
import { parseScript } from '../sim/script/parse.ts';
import { Complaint } from './complaint.ts';

/** A script that was read, and what there is to know about it: lines for stderr. */
export interface ScriptFile {
  readonly run: Run;
  readonly notices: readonly string[];
}

/** Reads the run that a file tells; complains of each error as `FILE:LINE:COL: message`. */
export function readScriptFile(file: string): ScriptFile {
  const place = ({ line, column, message }: ScriptError): string =>
    `${file}:${line}:${column}: ${message}`;
  const result = parseScript(readText(file));
  if (result.ok) return { run: result.run, notices: result.notices.map(place) };
  const lines = result.errors.map(place);
  if (result.more > 0) lines.push(`${file}: ${result.more} more errors.`);
  throw new Complaint(...lines);
}

function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    throw new Complaint(`${file} cannot be read: ${reasonOf(error)}`);
  }
}

/** Why a file could not be read or written, in words. */
export function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file or folder.';
    case 'EISDIR':
      return 'it is a folder.';
    case 'EACCES':
    case 'EPERM':
      return 'it is not allowed.';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'it is not text in UTF-8.';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
