import { parseScript } from '../parse.ts';

/** The errors of a script as `line:column message`. */
export function errorsOf(text: string): string[] {
  const result = parseScript(text);
  return result.ok
    ? []
    : result.errors.map((error) => `${error.line}:${error.column} ${error.message}`);
}

/** The errors of one line under `lab 1` and `cluster A B C`: its line is 3. */
export function errorsOfLine(line: string): string[] {
  return errorsOf(`lab 1\ncluster A B C\n${line}`);
}
