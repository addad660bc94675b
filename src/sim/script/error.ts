import type { Fault } from './lexer.ts';
import { maxErrors } from './limits.ts';

/** What is wrong with a script, or worth knowing: one sentence, and where. */
export interface ScriptError {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** How much of the line it is about, in UTF-16 code units; at least 1. */
  readonly length: number;
  readonly message: string;
}

export function errorOf(line: number, { column, endColumn, message }: Fault): ScriptError {
  const length = Math.max(1, endColumn - column);
  return { line, column, length, message: typeof message === 'string' ? message : message() };
}

/** The start of a line. */
export const lineStart = { column: 1, endColumn: 2 } as const;

interface LineFault extends Fault {
  readonly line: number;
}

/** The first faults, in the order of the text, and how many more there are. */
export class ErrorList {
  #first: LineFault[] = [];
  #count = 0;

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  add(line: number, fault: Fault): void {
    this.#count += 1;
    this.#first.push({ ...fault, line });
    if (this.#first.length >= 2 * maxErrors) this.#cut();
  }

  result(): { ok: false; errors: ScriptError[]; more: number } {
    this.#cut();
    const errors = this.#first.map((fault) => errorOf(fault.line, fault));
    return { ok: false, errors, more: this.#count - errors.length };
  }

  #cut(): void {
    this.#first.sort((a, b) => a.line - b.line || a.column - b.column);
    this.#first = this.#first.slice(0, maxErrors);
  }
}
