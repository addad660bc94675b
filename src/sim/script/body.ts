import { maxTimeUs, printTime } from '../../base/time.ts';
import type { Micros } from '../../base/time.ts';
import { Arguments } from './arguments.ts';
import type { Reference } from './arguments.ts';
import { readCommand } from './command-line.ts';
import type { TimedCommand } from './command.ts';
import type { Line, Token } from './lexer.ts';
import { lineHelp } from './line-help.ts';
import { readTime, readTimeIn } from './operands.ts';

/** A command, with what later checks need to point at it. */
export interface BodyLine extends TimedCommand {
  readonly line: number;
  readonly name: Token;
  readonly settingPlaces: ReadonlyMap<string, Token>;
}

const headWords = ['title', 'cluster', 'tokens', 'names', 'until'];

/** The lines with commands, each at its time, and `until`. */
export class Body {
  readonly lines: BodyLine[] = [];
  readonly references: { readonly line: number; readonly reference: Reference }[] = [];
  untilUs: Micros | null = null;
  /** The first line of the body; 0: there is none yet. */
  firstLine = 0;
  #atUs: Micros = 0;
  #untilLine = 0;

  read(line: Line, number: number): void {
    const word = line.peek();
    if (this.#untilLine > 0) {
      line.fail(word, `Expected nothing after the "until" of line ${this.#untilLine}.`);
    } else if (word?.text === 'until' && !word.quoted) {
      this.firstLine ||= number;
      this.#readUntil(line, number);
    } else {
      if (this.#readTime(line)) this.firstLine ||= number;
      this.#readCommand(line, number);
    }
  }

  #readUntil(line: Line, number: number): void {
    line.take();
    this.#untilLine = number;
    const words = new Arguments(line, lineHelp.until.form);
    this.untilUs = this.#notBefore(line, () => readTime(words));
    words.done();
  }

  /** `at TIME`, `+TIME`, or nothing (false): the time of the line before. */
  #readTime(line: Line): boolean {
    const word = line.peek();
    if (!word || word.quoted) return false;
    if (word.text === 'at') {
      line.take();
      const words = new Arguments(line, lineHelp.at.form);
      this.#atUs = this.#notBefore(line, () => readTime(words));
    } else if (word.text.startsWith('+')) {
      line.take();
      this.#atUs = this.#later(line, word);
    } else return false;
    return true;
  }

  /** A time that is not before the line above; else a fault, and the time of the line above. */
  #notBefore(line: Line, read: () => Micros): Micros {
    const place = line.peek();
    const us = read();
    if (us < this.#atUs) {
      const above = printTime(this.#atUs);
      line.fail(place, `${printTime(us)} is before the line above; expected ${above} or later.`);
    }
    return line.fault ? this.#atUs : us;
  }

  #later(line: Line, word: Token): Micros {
    const words = new Arguments(line, lineHelp['+'].form);
    const us = this.#atUs + readTimeIn(words, { ...word, text: word.text.slice(1) }, 0);
    if (us > maxTimeUs) line.fail(word, 'A run ends after 24 hours; expected an earlier time.');
    return line.fault ? this.#atUs : us;
  }

  #readCommand(line: Line, number: number): void {
    // A word that is no command does not end the head: it may be a slip in one of its lines.
    const read = readCommand(line, this.firstLine === 0 ? headWords : ['until']);
    if (!read) return;
    this.firstLine ||= number;
    const { name, command, words } = read;
    // A faulty line runs nothing, but the names that it makes known save the lines below it.
    for (const reference of words.references) {
      const isNew = reference.role === 'joining-node' || reference.role === 'client';
      if (isNew || !line.fault) this.references.push({ line: number, reference });
    }
    if (line.fault) return;
    const { settingPlaces } = words;
    this.lines.push({ at: this.#atUs, command, line: number, name, settingPlaces });
  }
}
