import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { Line } from './lexer.ts';
import { characters } from './testing/arbitrary-command.ts';
import { printRest, printWord, quote } from './text.ts';

function tokens(source: string, breaksAtSigns = false): string[] {
  const line = new Line(source);
  if (breaksAtSigns) line.breakAtSigns();
  const found: string[] = [];
  for (let token = line.take(); token; token = line.take()) {
    found.push(`${token.column}-${token.endColumn} ${token.text}`);
  }
  return line.fault ? [...found, 'fault'] : found;
}

describe('a line is read word by word', () => {
  test('words are parted by white space, and know their columns', () => {
    expect(tokens('put  "my cart"\tmilk')).toEqual(['1-4 put', '6-15 my cart', '16-20 milk']);
  });

  test('columns count UTF-16 code units, as text fields do', () => {
    expect(tokens('🛒 é x')).toEqual(['1-3 🛒', '4-5 é', '6-7 x']);
  });

  test('a comment starts at a # that starts the line or follows white space', () => {
    expect(tokens('# all')).toEqual([]);
    expect(tokens('a #b c')).toEqual(['1-2 a']);
    expect(tokens('a#b "# c"')).toEqual(['1-4 a#b', '5-10 # c']);
  });

  test('strings know all escapes of JSON', () => {
    expect(tokens('"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\uded2"')).toEqual([
      '1-37 "\\/\b\f\n\r\té🛒',
    ]);
  });

  test('where asked for, > and / are words of their own', () => {
    expect(tokens('A>B > C', true)).toEqual(['1-2 A', '2-3 >', '3-4 B', '5-6 >', '7-8 C']);
    expect(tokens('A/B', true)).toEqual(['1-2 A', '2-3 /', '3-4 B']);
    expect(tokens('A/B>C')).toEqual(['1-6 A/B>C']);
  });

  test('the first fault sticks: there are no more words, and no other fault', () => {
    const line = new Line('a b');
    line.take();
    line.fail(line.peek(), 'first');
    line.fail(null, 'second');
    expect(line.take()).toBeNull();
    expect(line.fault).toEqual({ column: 3, endColumn: 4, message: 'first' });
  });

  test('the rest of a line keeps its spaces and quotes, but no comment', () => {
    const line = new Line('say  It "works"  now  # really');
    line.take();
    expect(line.takeRest()?.text).toBe('It "works"  now');
  });
});

describe('text reads back as itself', () => {
  const text = characters({ maxLength: 60 });

  test('in quotes', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(new Line(quote(value)).take()).toMatchObject({ text: value, quoted: true });
      }),
    );
  });

  test('as a word, in quotes only where needed', () => {
    fc.assert(
      fc.property(text, text, (first, second) => {
        const line = new Line(`${printWord(first)} ${printWord(second)} # end`);
        expect([line.take()?.text, line.take()?.text, line.take()]).toEqual([first, second, null]);
      }),
    );
  });

  test('as the rest of a line', () => {
    fc.assert(
      fc.property(characters({ minLength: 1, maxLength: 60 }), (value) => {
        const line = new Line(`say ${printRest(value)} # end`);
        line.take();
        expect(line.takeRest()?.text).toBe(value);
      }),
    );
  });

  test('and in print nothing is invisible', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(printWord(value)).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}\u00a0\u200b\ufeff]*$/u);
      }),
    );
  });
});

test('any text at all is read without an exception', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (source) => {
      const line = new Line(source);
      for (let words = 0; line.take(); words += 1) expect(words).toBeLessThan(source.length);
    }),
  );
});
