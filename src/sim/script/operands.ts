import { parseTime } from '../../base/time.ts';
import type { Micros } from '../../base/time.ts';
import type { Address, ClientId, Key, NodeId } from '../../dynamo/names.ts';
import type { MessageId } from '../../trace/event.ts';
import { isPictureName, pictureNames, type PictureName } from '../../trace/pictures.ts';
import type { Arguments, Wanted } from './arguments.ts';
import { timeInWords } from './kinds.ts';
import { defaultClient } from './command.ts';
import type { Kind } from './kinds.ts';
import type { Token } from './lexer.ts';
import { maxKeyBytes, maxValueBytes } from './limits.ts';
import { didYouMean } from './nearest.ts';
import { cite, exceedsBytes, exceedsCharacters, listed, requestKeywords } from './text.ts';

/* What the words of a command are read as, one function a kind. */

/** Names that the lab uses itself; no node may have them. */
export const reservedNames: readonly string[] = [defaultClient, 'world'];

/** The names of nodes, clients, data centres and marks. */
function isName(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9-]{0,15}$/.test(text);
}

export function readKey(words: Arguments): Key {
  const token = readOperand(words, 'a key', { type: 'key' });
  checkKey(words, token);
  return token.text;
}

export function readValue(words: Arguments, what: string): string {
  const token = readOperand(words, what);
  if (exceedsBytes(token.text, maxValueBytes)) {
    words.line.fail(token, `Expected ${what} of at most ${maxValueBytes} bytes of UTF-8.`);
  }
  return token.text;
}

export function readNode(words: Arguments): NodeId {
  return words.name('node', 'a node').text;
}

export function readEnd(words: Arguments): Address {
  return words.name('end', 'a node or a client').text;
}

export function readJoiningNode(words: Arguments): NodeId {
  return checkName(words, words.name('joining-node', 'a node'));
}

export function readClient(words: Arguments): ClientId {
  return checkName(words, words.name('client', 'a client'));
}

/** A name of the person's choice, that refers to nothing. */
export function readName(words: Arguments, what: string): string {
  return checkName(words, words.word(what));
}

/** Two different names; with `between`, that word stands between them. */
export function readPair(
  words: Arguments,
  readOne: (words: Arguments) => string,
  between: string | null = null,
): [string, string] {
  const from = readOne(words);
  if (between !== null) words.keyword(between);
  const place = words.line.peek();
  const to = readOne(words);
  if (from === to) {
    words.line.fail(place, `Expected two different names, found ${cite(to)} twice.`);
  }
  return [from, to];
}

export function readTime(words: Arguments, leastUs: Micros = 0): Micros {
  return readTimeIn(words, words.word('a time'), leastUs);
}

/** Ahead, or with a minus sign behind. */
export function readSignedTime(words: Arguments): Micros {
  const token = words.word('a time');
  if (!token.text.startsWith('-')) return readTimeIn(words, token, 0);
  const us = readTimeIn(words, { ...token, text: token.text.slice(1) }, 0);
  return us === 0 ? 0 : -us;
}

export function readTimeIn(words: Arguments, token: Token, leastUs: Micros): Micros {
  const us = token.quoted ? null : parseTime(token.text);
  if (us === null) {
    const found = cite(token.text);
    words.line.fail(
      token,
      `Expected a time such as 250us, 120ms, 1.5s or 2m, at most 24 hours, found ${found}.`,
    );
  } else if (us < leastUs) {
    words.line.fail(token, `Expected a time of at least ${timeInWords(leastUs)}.`);
  }
  return us ?? 0;
}

/** A value of one kind; `otherwise` where it is none. */
export function readKind<Value>(
  words: Arguments,
  what: string,
  kind: Kind<Value>,
  otherwise: Value,
  token: Token = words.word(`a value for ${what}`),
): Value {
  const value = token.quoted ? null : kind.parse(token.text);
  if (value === null) {
    words.line.fail(token, `${what} takes ${kind.range}, not ${cite(token.text)}.`);
  }
  return value ?? otherwise;
}

/** `m42` */
export function readMessage(words: Arguments): MessageId {
  const token = words.word('a message', { type: 'message' });
  if (!/^m[1-9]\d{0,14}$/.test(token.text)) {
    words.line.fail(token, `Expected a message such as m42, found ${cite(token.text)}.`);
  }
  return token.text;
}

/** The rest of the line, or one string. */
export function readText(words: Arguments, what: string, maxLength: number): string {
  const token = words.line.takeRest();
  if (!token) {
    words.line.fail(null, `Expected ${what}, but the line ends here.`);
    return '';
  }
  if (token.text === '') words.line.fail(token, `Expected ${what} of at least one character.`);
  if (exceedsCharacters(token.text, maxLength)) {
    words.line.fail(token, `Expected ${what} of at most ${maxLength} characters.`);
  }
  return token.text;
}

/** One of the pictures that there are. */
export function readPicture(words: Arguments): PictureName {
  const token = words.word('a view', { type: 'view' });
  if (isPictureName(token.text)) return token.text;
  if (token.text !== '') {
    const all = `; there are ${listed(pictureNames, 'and')}.`;
    const hint = didYouMean(token.text, pictureNames, all);
    words.line.fail(token, `There is no view ${cite(token.text)}${hint}`);
  }
  return pictureNames[0];
}

/** What a view is to show: a key, or a node. */
export function readSubject(words: Arguments): string | null {
  if (!words.offers({ type: 'key-or-node' })) return null;
  const token = words.word('a key or a node');
  checkKey(words, token);
  return token.text;
}

export function checkName(words: Arguments, token: Token): string {
  if (!isName(token.text)) {
    const rule = 'a letter, then letters, digits or "-", at most 16 in all';
    words.line.fail(token, `Expected a name (${rule}), found ${cite(token.text)}.`);
  }
  return token.text;
}

function checkKey(words: Arguments, token: Token): void {
  if (token.text === '') {
    words.line.fail(token, 'Expected a key of at least one character.');
  } else if (exceedsBytes(token.text, maxKeyBytes)) {
    words.line.fail(token, `Expected a key of at most ${maxKeyBytes} bytes of UTF-8.`);
  }
}

function readOperand(words: Arguments, what: string, wanted?: Wanted): Token {
  const token = words.word(what, wanted);
  if (!token.quoted && requestKeywords.includes(token.text)) {
    const found = `found the keyword "${token.text}"; to mean the text, put it in quotes`;
    words.line.fail(token, `Expected ${what}, ${found}.`);
  }
  return token;
}
