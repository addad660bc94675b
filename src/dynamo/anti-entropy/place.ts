import type { Position } from '../../base/position.ts';
import type { Key } from '../names.ts';
import type { Version } from '../versioning/version.ts';
import type { Prefix } from './merkle-tree.ts';

/** A key range: after `from` (exclusive) up to `to` (inclusive), clockwise. (§4.2) */
export interface Range {
  readonly from: Position;
  readonly to: Position;
}

/** A place in the tree of a range. */
export interface Place {
  readonly range: Range;
  readonly prefix: Prefix;
}

/** What a node holds of one key. */
export interface KeyVersions {
  readonly key: Key;
  readonly versions: readonly Version[];
}
