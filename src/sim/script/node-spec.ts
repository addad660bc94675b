import { isPosition, positionAtFraction } from '../../base/position.ts';
import type { Position } from '../../base/position.ts';
import type { Arguments } from './arguments.ts';
import type { NodeSpec } from './command.ts';
import { decimal } from './kinds.ts';
import type { Token } from './lexer.ts';
import { maxCapacity, maxTokensByHand, minCapacity } from './limits.ts';
import { checkName, reservedNames } from './operands.ts';
import { cite } from './text.ts';

/* One node of a `cluster` line, and its tokens. */

const capacityKind = decimal(minCapacity, maxCapacity);

/** `C*2@east!`: a name, then in any order a capacity, a data centre, and the mark of a seed node. */
export function readNodeSpec(words: Arguments, token: Token): NodeSpec {
  const [name = ''] = /^[^*@!]*/.exec(token.text) ?? [];
  checkName(words, part(token, 0, name));
  if (reservedNames.includes(name)) {
    words.line.fail(token, `No node can be called "${name}": the lab uses that name itself.`);
  }
  let spec: NodeSpec = {
    node: name,
    capacity: 1,
    dataCentre: null,
    isSeedNode: false,
    tokens: null,
  };
  const seen = new Set<string>();
  for (const { 0: suffix, index } of token.text.slice(name.length).matchAll(/[*@!][^*@!]*/g)) {
    const place = part(token, name.length + index, suffix);
    if (seen.has(suffix.charAt(0))) {
      words.line.fail(place, `${name} has "${suffix.charAt(0)}" twice; expected it once.`);
    }
    if (words.line.fault) break;
    seen.add(suffix.charAt(0));
    spec = { ...spec, ...readSuffix(words, place) };
  }
  return spec;
}

function readSuffix(words: Arguments, place: Token): Partial<NodeSpec> {
  const rest = part(place, 1, place.text.slice(1));
  switch (place.text.charAt(0)) {
    case '*': {
      const capacity = capacityKind.parse(rest.text);
      if (capacity !== null) return { capacity };
      words.line.fail(rest, `A capacity takes ${capacityKind.range}, not ${cite(rest.text)}.`);
      return {};
    }
    case '@':
      return { dataCentre: checkName(words, rest) };
    default:
      if (rest.text !== '')
        words.line.fail(rest, `Expected nothing after "!", found ${cite(rest.text)}.`);
      return { isSeedNode: true };
  }
}

function part(token: Token, from: number, text: string): Token {
  const column = token.column + from;
  return { text, column, endColumn: column + text.length, quoted: token.quoted };
}

/** A position on the ring and where it is written. */
export interface PlacedToken {
  readonly position: Position;
  readonly place: Token;
}

/** `12.5% 8f3c…`: at least one position. */
export function readPositions(words: Arguments): PlacedToken[] {
  const placed: PlacedToken[] = [];
  do {
    const place = words.word('a position');
    const position = parsePosition(place.text);
    if (position === null) {
      const message = `Expected a position such as 12.5%, below 100%, or 32 hex digits, found ${cite(place.text)}.`;
      words.line.fail(place, message);
    } else if (placed.length === maxTokensByHand) {
      words.line.fail(place, `Expected at most ${maxTokensByHand} tokens for one node.`);
    } else {
      placed.push({ position, place });
    }
  } while (words.line.peek());
  return placed;
}

/** Exact: the percent is taken as a fraction of whole numbers. */
function parsePosition(text: string): Position | null {
  if (isPosition(text.toLowerCase())) return text.toLowerCase();
  const match = /^(\d{1,2})(?:\.(\d{1,40}))?%$/.exec(text);
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  return positionAtFraction(BigInt(whole + fraction), 100n * 10n ** BigInt(fraction.length));
}

/** As a percent of at most six decimals where that is exactly the position; else in hex digits. */
export function printPosition(position: Position): string {
  const value = BigInt(`0x${position}`);
  for (let decimals = 0; decimals <= 6; decimals += 1) {
    const parts = 100n * 10n ** BigInt(decimals);
    const numerator = (value * parts + (1n << 128n) - 1n) >> 128n;
    if (numerator < parts && positionAtFraction(numerator, parts) === position) {
      const digits = String(numerator).padStart(decimals + 1, '0');
      const at = digits.length - decimals;
      return decimals === 0 ? `${digits}%` : `${digits.slice(0, at)}.${digits.slice(at)}%`;
    }
  }
  return position;
}
