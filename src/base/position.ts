import { Md5 } from 'ts-md5';

import { InvariantError } from './assert.ts';
import type { Flavor } from './flavor.ts';

/**
 * A place on the ring: 128 bits, big-endian, as 32 lower-case hex digits.
 * Text order is ring order, so comparing is exact and needs no big integers.
 */
export type Position = Flavor<string, 'Position'>;

const ringSize = 1n << 128n;

/**
 * Where a key lies: MD5 of its UTF-8 bytes. (Dynamo §4.2) `é` composed and decomposed differ; half
 * of a surrogate pair counts as U+FFFD.
 */
export function positionOf(key: string): Position {
  return Md5.hashStr(key.toWellFormed());
}

export function isPosition(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}

/** The exact position numerator/denominator of the way round; 0 ≤ numerator < denominator. */
export function positionAtFraction(numerator: bigint, denominator: bigint): Position {
  if (denominator <= 0n || numerator < 0n || numerator >= denominator) {
    throw new InvariantError(`${numerator}/${denominator} is not on the ring`);
  }
  return hex((numerator * ringSize) / denominator);
}

/** The way round as 0 ≤ fraction < 1: for drawing only, never for deciding who owns a key. */
export function fractionOf(position: Position): number {
  return Number.parseInt(position.slice(0, 12), 16) / 2 ** 48;
}

/** How much of the ring lies in (from, to], as 0 < share ≤ 1. Equal ends are the whole ring. */
export function shareBetween(from: Position, to: Position): number {
  const span = (BigInt(`0x${to}`) - BigInt(`0x${from}`) + ringSize) % ringSize;
  return span === 0n ? 1 : Number(span >> 64n) / 2 ** 64;
}

function hex(value: bigint): Position {
  return value.toString(16).padStart(32, '0');
}
