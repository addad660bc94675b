/*
 * Words and strings of the language. What needs quotes and what is escaped is fixed by the ranges
 * below and not by a browser's Unicode tables, so that a run prints the same everywhere.
 */

/** Words that end the key, value and item of a request, unless they are in quotes. */
export const requestKeywords: readonly string[] = ['as', 'via', 'blind'];

/** What cannot be seen, or looks like a space but is none. Joiners are spared: emoji need them. */
const invisible =
  /[\u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb]/g;

/** As a JSON-style string in which all that is invisible is escaped. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(
    invisible,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** As a bare word where that reads back as the same text; else in quotes. */
export function printWord(text: string): string {
  const bare = text !== '' && !/[\s"]/.test(text) && !text.startsWith('#');
  return bare && isPlain(text) && !requestKeywords.includes(text) ? text : quote(text);
}

/** As the rest of a line where that reads back as the same text; else in quotes. */
export function printRest(text: string): string {
  const bare = text !== '' && text === text.trim() && !/^["#]|\s#/.test(text);
  return bare && isPlain(text) ? text : quote(text);
}

function isPlain(text: string): boolean {
  return quote(text).length === text.length + 2 + (text.match(/["\\]/g)?.length ?? 0);
}

/** For a sentence: in quotes, and cut when long. */
export function cite(text: string): string {
  return text.length <= 40 ? quote(text) : `${quote(wholeCharacters(text, 36))}…`;
}

function wholeCharacters(text: string, length: number): string {
  return hasLoneSurrogate(text.slice(0, length))
    ? text.slice(0, length - 1)
    : text.slice(0, length);
}

/** Half of a character: cannot be written as UTF-8, so it cannot be a key. */
export function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

/** Is the text longer than so many bytes of UTF-8? Looks at no more characters than it must. */
export function exceedsBytes(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  if (text.length * 3 <= limit) return false;
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // Each half of a surrogate pair stands for two of its four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return bytes > limit;
}

/** Is the text longer than so many characters (code points)? */
export function exceedsCharacters(text: string, limit: number): boolean {
  return text.length > limit && (text.length > 2 * limit || Array.from(text).length > limit);
}

/** `A, B and C`. */
export function listed(words: readonly string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
