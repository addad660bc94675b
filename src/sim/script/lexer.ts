import { hasLoneSurrogate } from './text.ts';

/**
 * One word of a line: bare, or a JSON-style string. Columns start at 1 and count UTF-16 code
 * units, as text fields and editors do; `endColumn` is the first column after the word.
 */
export interface Token extends Place {
  /** What it says, without quotes and with escapes resolved. */
  readonly text: string;
  readonly quoted: boolean;
}

export interface Place {
  readonly column: number;
  readonly endColumn: number;
}

/** One sentence; where it takes work to find, only those that are shown are asked for. */
export type Sentence = string | (() => string);

/** What is wrong with a line, and where. */
export interface Fault extends Place {
  readonly message: Sentence;
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const blanks = /\s*/y;
const endOfWord = /[\s"]/g;
const endOfWordOrSign = /[\s">/]/g;
const plainPart = /[^"\\\p{Cc}]*/uy;

/**
 * One line, read word by word.
 *
 *   put "my cart" milk # a comment      →  put · my cart · milk
 *
 * A `#` starts a comment at the start of the line or after white space. The first fault sticks:
 * from then on the line has no more words, and the reader may go on without asking at each step.
 */
export class Line {
  readonly source: string;
  #at = 0;
  #breaksAtSigns = false;
  #next: Token | null | undefined = undefined;
  #fault: Fault | null = null;

  constructor(source: string) {
    this.source = source;
  }

  get fault(): Fault | null {
    return this.#fault;
  }

  /** From here on, `>` and `/` are words of their own: `A>B` is three words. */
  breakAtSigns(): void {
    this.#breaksAtSigns = true;
  }

  /** The next word, which stays; null at the end. */
  peek(): Token | null {
    if (this.#fault) return null;
    if (this.#next === undefined) this.#next = this.#read();
    return this.#fault ? null : this.#next;
  }

  /** The next word; null at the end. */
  take(): Token | null {
    const token = this.peek();
    this.#next = undefined;
    return token;
  }

  /** All that is left, as it stands, or one string; null at the end. A comment is left out. */
  takeRest(): Token | null {
    if (this.#next) this.#at = this.#next.column - 1;
    this.#next = undefined;
    const from = this.#skipBlanks();
    if (this.#fault || this.#isOver()) return null;
    if (this.source[from] === '"') {
      const token = this.#readString();
      const after = this.peek();
      if (after) this.fail(after, 'Expected the end of the line after the closing quote.');
      return this.#fault ? null : token;
    }
    const comment = this.source.slice(from).search(/\s#/);
    const text = this.source.slice(from, comment < 0 ? undefined : from + comment).trimEnd();
    this.#at = this.source.length;
    return this.#token(text, from, from + text.length, false);
  }

  /** Notes what is wrong; null as place is where the words end. Only the first fault counts. */
  fail(place: Place | null, message: Sentence): void {
    if (this.#fault) return;
    const { column, endColumn } = place ?? this.end();
    this.#fault = { column, endColumn, message };
  }

  /** The column after the last word, where one more was expected. */
  end(): Place {
    const before = this.source.slice(0, this.#skipBlanks()).trimEnd();
    return { column: before.length + 1, endColumn: before.length + 2 };
  }

  #read(): Token | null {
    const from = this.#skipBlanks();
    if (this.#isOver()) return null;
    const first = this.source.charAt(from);
    if (first === '"') return this.#readString();
    if (this.#isSign(first)) {
      this.#at += 1;
      return this.#token(first, from, this.#at, false);
    }
    return this.#readBare(from);
  }

  #readBare(from: number): Token | null {
    const stop = this.#breaksAtSigns ? endOfWordOrSign : endOfWord;
    stop.lastIndex = from;
    const to = stop.exec(this.source)?.index ?? this.source.length;
    if (this.source[to] === '"') {
      const place = { column: to + 1, endColumn: to + 2 };
      this.fail(place, 'Expected white space before the quote: a string is a word of its own.');
      return null;
    }
    this.#at = to;
    return this.#token(this.source.slice(from, to), from, to, false);
  }

  #readString(): Token | null {
    const from = this.#at;
    let text = '';
    this.#at += 1;
    while (!this.#fault) {
      plainPart.lastIndex = this.#at;
      text += plainPart.exec(this.source)?.[0] ?? '';
      this.#at = plainPart.lastIndex;
      if (this.source[this.#at] === '"') return this.#closeString(text, from);
      text += this.#readEscape(from);
    }
    return null;
  }

  #closeString(text: string, from: number): Token | null {
    this.#at += 1;
    const after = this.source.charAt(this.#at);
    if (after !== '' && !/\s/.test(after) && !this.#isSign(after)) {
      const place = { column: this.#at + 1, endColumn: this.#at + 2 };
      this.fail(place, 'Expected white space after the closing quote.');
      return null;
    }
    return this.#token(text, from, this.#at, true);
  }

  /** One escape inside the string that starts at `from`; anything else there is a fault. */
  #readEscape(from: number): string {
    const at = this.#at;
    const place = { column: at + 1, endColumn: Math.min(at + 2, this.source.length) + 1 };
    if (at >= this.source.length) {
      const whole = { column: from + 1, endColumn: at + 1 };
      this.fail(whole, 'This string is not closed; expected " before the end of the line.');
    } else if (this.source[at] !== '\\') {
      const code = this.source.charCodeAt(at).toString(16).padStart(4, '0');
      const here = { column: at + 1, endColumn: at + 2 };
      this.fail(here, `A control character in a string must be escaped; expected \\u${code}.`);
    } else if (this.source[at + 1] === 'u') {
      const digits = /^[0-9a-fA-F]{4}/.exec(this.source.slice(at + 2, at + 6))?.[0];
      this.#at += 6;
      if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits, 16));
      this.fail(place, 'Expected four hexadecimal digits after \\u.');
    } else {
      const meaning = escapes[this.source.charAt(at + 1)];
      this.#at += 2;
      if (meaning !== undefined) return meaning;
      this.fail(
        place,
        'Expected one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX after a backslash.',
      );
    }
    return '';
  }

  #token(text: string, from: number, to: number, quoted: boolean): Token | null {
    const token = { text, column: from + 1, endColumn: to + 1, quoted };
    if (!hasLoneSurrogate(text)) return token;
    this.fail(token, 'This holds half a character (a lone surrogate); expected whole characters.');
    return null;
  }

  #isSign(character: string): boolean {
    return this.#breaksAtSigns && (character === '>' || character === '/');
  }

  #skipBlanks(): number {
    blanks.lastIndex = this.#at;
    blanks.exec(this.source);
    this.#at = blanks.lastIndex;
    return this.#at;
  }

  /** At the end of the line, or at its comment. */
  #isOver(): boolean {
    if (this.#at >= this.source.length) return true;
    return (
      this.source[this.#at] === '#' &&
      (this.#at === 0 || /\s/.test(this.source[this.#at - 1] ?? ''))
    );
  }
}
