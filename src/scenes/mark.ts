import type { Micros } from '../base/time.ts';
import type { ClientId, Key, NodeId, RequestId } from '../dynamo/names.ts';
import type { Dot } from '../dynamo/versioning/version.ts';
import type { EventId, MessageId } from '../trace/event.ts';
import type { Hue, StyleName } from './style.ts';

/** What a click or the keyboard's focus on a mark selects. */
export type Target =
  | { readonly type: 'node'; readonly node: NodeId }
  | { readonly type: 'client'; readonly client: ClientId }
  | { readonly type: 'key'; readonly key: Key }
  | { readonly type: 'message'; readonly message: MessageId }
  | { readonly type: 'version'; readonly key: Key; readonly node: NodeId; readonly dot: Dot }
  | {
      readonly type: 'hint';
      readonly key: Key;
      readonly holder: NodeId;
      readonly for: NodeId;
      readonly dot: Dot;
    }
  | { readonly type: 'request'; readonly request: RequestId }
  | { readonly type: 'event'; readonly event: EventId }
  | { readonly type: 'time'; readonly at: Micros };

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface MarkBase {
  /** Stable: the same thing has the same key in the next picture. Unique among its siblings. */
  readonly key: string;
  readonly target?: Target;
  /** What it is, in words, for those who don't see it. Goes with `target`. */
  readonly label?: string;
}

interface Styled {
  readonly style: StyleName;
  /** Whose colour it has, where the style leaves that open. */
  readonly hue?: Hue;
}

/** One stretch of a path; numbers are px. */
export type Segment =
  | { readonly to: 'move' | 'line'; readonly x: number; readonly y: number }
  | {
      readonly to: 'bend';
      readonly cx: number;
      readonly cy: number;
      readonly x: number;
      readonly y: number;
    }
  | { readonly to: 'close' };

/**
 * One thing drawn. All lengths are px of the scene, x to the right and y down. Angles are radians
 * clockwise from twelve o'clock, as the ring is walked.
 */
export type Mark = MarkBase &
  (
    | ({
        readonly type: 'circle';
        readonly x: number;
        readonly y: number;
        readonly r: number;
      } & Styled)
    /** Part of a circle as a band of `width` px around radius `r`, clockwise. */
    | ({
        readonly type: 'arc';
        readonly x: number;
        readonly y: number;
        readonly r: number;
        readonly from: number;
        readonly to: number;
        /** null: as wide as the style's line. */
        readonly width: number | null;
      } & Styled)
    | ({ readonly type: 'line'; readonly from: Point; readonly to: Point } & Styled)
    | ({ readonly type: 'path'; readonly segments: readonly Segment[] } & Styled)
    | ({ readonly type: 'polygon'; readonly points: readonly Point[] } & Styled)
    | ({
        readonly type: 'rect';
        readonly x: number;
        readonly y: number;
        readonly width: number;
        readonly height: number;
        readonly radius: number;
      } & Styled)
    | ({
        readonly type: 'text';
        readonly x: number;
        /** The middle of the line of text, not its foot. */
        readonly y: number;
        readonly text: string;
        readonly size: number;
        readonly anchor: 'start' | 'middle' | 'end';
      } & Styled)
    | {
        readonly type: 'group';
        readonly x: number;
        readonly y: number;
        /** 0 … 1; multiplies down. */
        readonly opacity?: number;
        /** Do the very same `marks` stand in many groups? They may be painted once, and copied. */
        readonly isStamp?: boolean;
        readonly marks: readonly Mark[];
      }
  );

export type MarkOf<Type extends Mark['type']> = Extract<Mark, { readonly type: Type }>;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The same as a picture, for those who read it as a table. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Scene {
  readonly size: Size;
  /** Multiplies line widths and dashes, so that a figure on a large screen is not spindly. */
  readonly scale: number;
  /** Redrawn when the state changes. */
  readonly still: readonly Mark[];
  /** Redrawn in each frame, above the still layer. */
  readonly moving: readonly Mark[];
  /** What it shows now, in words. */
  readonly sentence: string;
  readonly table: Table;
}

/** Two targets with the same text are the same thing. */
export function targetKey(target: Target): string {
  switch (target.type) {
    case 'node':
      return `node ${target.node}`;
    case 'client':
      return `client ${target.client}`;
    case 'key':
      return `key ${target.key}`;
    case 'message':
      return `message ${target.message}`;
    case 'version':
      return `version ${target.dot.actor}${target.dot.counter} ${target.node} ${target.key}`;
    case 'hint':
      return `hint ${target.dot.actor}${target.dot.counter} ${target.holder} ${target.for} ${target.key}`;
    case 'request':
      return `request ${target.request}`;
    case 'event':
      return `event ${target.event}`;
    case 'time':
      return `time ${target.at}`;
  }
}

export function sameTarget(a: Target | null, b: Target | null): boolean {
  if (a === null || b === null) return a === b;
  return a.type === b.type && targetKey(a) === targetKey(b);
}
