import type { Line, Token } from './lexer.ts';
import { didYouMean } from './nearest.ts';
import { cite, listed } from './text.ts';

/** What a name in a command stands for. An `end` of a link is a node or a client. */
export type Role = 'node' | 'joining-node' | 'client' | 'end';

/** A name that a line uses; whether there is such a node is known only after the last line. */
export interface Reference {
  readonly role: Role;
  readonly token: Token;
}

/** What would be read next where a line ends: the command line offers it. */
export type Wanted =
  | { readonly type: 'word'; readonly words: Iterable<string> }
  | { readonly type: 'name'; readonly role: Role }
  | { readonly type: 'key' }
  | { readonly type: 'message' }
  | { readonly type: 'view' }
  | { readonly type: 'key-or-node' }
  | { readonly type: 'setting' };

const noPlaces: ReadonlyMap<string, Token> = new Map();

/** Stands for a word that is missing; the fault is on the line. */
const nothing: Token = { text: '', column: 1, endColumn: 1, quoted: false };

/**
 * The words after the name of a command. A fault sticks to the line, and from then on there are no
 * more words; so what is read may be nonsense, and counts only while the line has no fault.
 */
export class Arguments {
  readonly line: Line;
  readonly references: Reference[] = [];
  /** Where each setting of a `set` stands. */
  settingPlaces: ReadonlyMap<string, Token> = noPlaces;
  readonly wanted: Wanted[] = [];
  readonly #form: string;

  constructor(line: Line, form: string) {
    this.line = line;
    this.#form = form;
  }

  /** One word that must be there. */
  word(what: string, wanted?: Wanted): Token {
    if (wanted) this.offers(wanted);
    const token = this.line.take();
    if (token) return token;
    this.line.fail(null, `Expected ${what}, but the line ends here; the form is: ${this.#form}`);
    return nothing;
  }

  /** A word that names a node or a client. */
  name(role: Role, what: string): Token {
    const token = this.word(what, { type: 'name', role });
    if (token !== nothing) this.references.push({ role, token });
    return token;
  }

  /** Is there one more word? If not, notes what it could be. */
  offers(wanted: Wanted): boolean {
    if (this.line.peek()) return true;
    if (!this.line.fault) this.wanted.push(wanted);
    return false;
  }

  /** The next word, where it must be one of these. */
  keyword<Word extends string>(...words: readonly Word[]): Word | null {
    const expected = listed(words.map(cite), 'or');
    const token = this.word(expected, { type: 'word', words });
    const found = token.quoted ? undefined : words.find((word) => word === token.text);
    if (found !== undefined) return found;
    const start = `Expected ${expected}, found ${cite(token.text)}`;
    this.line.fail(token, () => start + didYouMean(token.text, words));
    return null;
  }

  /** Takes the next word if it is this one. */
  accepts(word: string): boolean {
    if (!this.offers({ type: 'word', words: [word] })) return false;
    const next = this.line.peek();
    if (!next || next.quoted || next.text !== word) return false;
    this.line.take();
    return true;
  }

  /** What may follow up to the end of the line: each once, in any order. */
  options(readers: Readonly<Record<string, () => void>>): void {
    const open = new Set(Object.keys(readers));
    while (this.offers({ type: 'word', words: open })) {
      const token = this.line.take() ?? nothing;
      if (token.quoted || !open.delete(token.text)) this.#refuse(token, readers, open);
      else readers[token.text]?.();
    }
  }

  /** `keys=100 zipf=0.9`: what may follow up to the end of the line, each once. */
  assignments(readers: Readonly<Record<string, (value: Token) => void>>): void {
    const open = new Set(Object.keys(readers));
    while (this.offers({ type: 'word', words: [...open].map((key) => `${key}=`) })) {
      const [key, value] = this.splitAssignment(this.line.take() ?? nothing, 'keys=100');
      if (this.line.fault) return;
      if (open.delete(key.text)) readers[key.text]?.(value);
      else this.#refuse(key, readers, open);
    }
  }

  /** The key and the value of one word, each with its columns. */
  splitAssignment(token: Token, example: string): [Token, Token] {
    const equals = token.quoted ? -1 : token.text.indexOf('=');
    if (equals < 1) {
      const found = cite(token.text);
      this.line.fail(token, `Expected KEY=VALUE without spaces, like ${example}, found ${found}.`);
    }
    const column = token.column + equals;
    return [
      { ...token, text: token.text.slice(0, equals), endColumn: column },
      { ...token, text: token.text.slice(equals + 1), column: column + 1 },
    ];
  }

  /** Nothing may follow. */
  done(): void {
    const token = this.line.take();
    if (!token) return;
    const found = cite(token.text);
    this.line.fail(
      token,
      `Expected the end of the line, found ${found}; the form is: ${this.#form}`,
    );
  }

  #refuse(token: Token, readers: object, open: ReadonlySet<string>): void {
    if (!token.quoted && Object.hasOwn(readers, token.text)) {
      this.line.fail(token, `"${token.text}" is given twice; expected it once.`);
      return;
    }
    const expected = listed([...[...open].map(cite), 'the end of the line'], 'or');
    const start = `Expected ${expected}, found ${cite(token.text)}`;
    const otherwise = `; the form is: ${this.#form}`;
    this.line.fail(token, () => start + didYouMean(token.text, open, otherwise));
  }
}
