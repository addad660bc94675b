import type { Key } from '../../dynamo/names.ts';
import type { KeyView } from '../../trace/view.ts';
import type { Focus } from '../focus.ts';
import { angleOfPosition, type Box, clamp, overlaps, polar, turn } from '../geometry.ts';
import type { Mark, Point } from '../mark.ts';
import { remember } from '../remember.ts';
import { fitText, textWidth } from '../text-width.ts';
import { besideRim } from './beside-rim.ts';
import type { RingLayout } from './frame.ts';

/** Keys whose name is written beside their diamond; the rest are diamonds. */
const namesLimit = 24;
/** Keys that are drawn at all; a load test has thousands. */
const keysLimit = 400;

/** What a walk takes up outside the rim, so that names stay clear of it. */
export interface WalkSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * Diamonds on the rim where keys lie, and their names outside where there is room. The keys that
 * came first keep their names, so that names don't jump about under load; and each stays where it
 * is among the others when it is looked at, as pages would have to move most of them otherwise.
 */
export function keyMarks(
  keys: ReadonlyMap<Key, KeyView>,
  focusKey: KeyView | null,
  span: WalkSpan | null,
  layout: RingLayout,
): readonly Mark[] {
  return marksOf([...keys.values()].slice(0, keysLimit), focusKey, span, layout);
}

const marksOf = remember(
  (
    keys: readonly KeyView[],
    focusKey: KeyView | null,
    span: WalkSpan | null,
    layout: RingLayout,
  ): readonly Mark[] => {
    const taken: Box[] = span === null ? [] : walkBoxes(span, layout);
    for (const { x, y, width, height } of layout.clients.values()) {
      taken.push({ x: x - width / 2, y: y - height / 2, width, height });
    }
    const focus = focusKey === null ? null : focusMark(focusKey, taken, layout);
    const marks = keys.map((key, at) =>
      focus !== null && key.key === focusKey?.key
        ? focus
        : quietMark(key, at < namesLimit ? taken : null, layout),
    );
    return focus === null || marks.includes(focus) ? marks : [...marks, focus];
  },
  4,
  ([keysA, focusA, spanA, layoutA], [keysB, focusB, spanB, layoutB]) =>
    spanA === spanB &&
    layoutA === layoutB &&
    isSameKey(focusA, focusB) &&
    keysA.length === keysB.length &&
    keysA.every((key, at) => isSameKey(key, keysB[at] ?? null)),
);

/** Alike in all that is drawn of a key on the rim. */
function isSameKey(a: KeyView | null, b: KeyView | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.key !== b.key || a.homes !== b.homes) return false;
  for (let at = 0; at < a.homes; at += 1) {
    if (a.preferenceList[at] !== b.preferenceList[at]) return false;
  }
  return true;
}

/** Thin lines from the chosen key to the seats of its home nodes. */
export const homeLines = remember((focus: Focus, layout: RingLayout): readonly Mark[] => {
  const { key, isKeyChosen } = focus;
  if (key === null || !isKeyChosen) return [];
  const angle = angleOfPosition(key.position);
  const from = polar(layout.centre, layout.rim - layout.rimWidth / 2, angle);
  return key.preferenceList.slice(0, key.homes).flatMap((node): Mark[] => {
    const seat = layout.seats.get(node);
    if (seat === undefined) return [];
    return [{ type: 'line', key: `home ${node}`, from, to: seat, style: 'key-home' }];
  });
});

function diamond(at: Point, r: number): readonly Point[] {
  return [
    { x: at.x, y: at.y - r },
    { x: at.x + r, y: at.y },
    { x: at.x, y: at.y + r },
    { x: at.x - r, y: at.y },
  ];
}

function focusMark(key: KeyView, taken: Box[], layout: RingLayout): Mark {
  const angle = angleOfPosition(key.position);
  const at = polar(layout.centre, layout.rim, angle);
  const size = layout.text.medium;
  const box = focusNameBox(key.key, angle, size, taken, layout);
  taken.push(box);
  return keyGroup(key, [
    { type: 'polygon', key: 'diamond', points: diamond(at, 8 * layout.scale), style: 'key' },
    nameText(key.key, box, size, 'key-name'),
  ]);
}

function keyGroup(key: KeyView, marks: readonly Mark[]): Mark {
  return {
    type: 'group',
    key: `key ${key.key}`,
    x: 0,
    y: 0,
    target: { type: 'key', key: key.key },
    label: describeKey(key),
    marks,
  };
}

/**
 * The walk leaves clockwise, so the name stands on the other side of its first, radial stretch, as
 * near as it covers nothing; where nothing is free, it is cut, and at last it stands there anyhow.
 */
function focusNameBox(
  name: Key,
  angle: number,
  size: number,
  taken: readonly Box[],
  layout: RingLayout,
): Box {
  const all = textWidth(fitText(name, size, layout.rim), size, true);
  const first = (layout.stop * 0.5 + size * 0.35) / layout.walk;
  const widths = [all, all * 0.66, all * 0.4].filter(
    (width) => width === all || width > size * leastNameEm,
  );
  for (const width of widths) {
    for (const further of namePlaces) {
      const box = besideRim(angle - first - further, width, size * 1.2, layout);
      if (isInside(box, layout) && !taken.some((other) => overlaps(box, other, 1))) return box;
    }
  }
  return keepInside(besideRim(angle - first, all, size * 1.2, layout), layout);
}

/** How far back from the key its name may stand, radians; the best first. */
const namePlaces = [0, 0.08, 0.16, 0.24, 0.32, 0.4];

/** Cut shorter than this, a name says nothing. */
const leastNameEm = 3;

function isInside(box: Box, layout: RingLayout): boolean {
  const kept = keepInside(box, layout);
  return kept.x === box.x && kept.y === box.y;
}

function nameText(name: Key, box: Box, size: number, style: 'key-name' | 'key-name-quiet'): Mark {
  return {
    type: 'text',
    key: 'name',
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    text: fitText(name, size, box.width + 1, style === 'key-name'),
    size,
    anchor: 'middle',
    style,
  };
}

function quietMark(key: KeyView, taken: Box[] | null, layout: RingLayout): Mark {
  const angle = angleOfPosition(key.position);
  const at = polar(layout.centre, layout.rim, angle);
  const size = layout.text.small;
  const name = fitText(key.key, size, 96 * layout.scale);
  const width = textWidth(name, size);
  const edge = polar(layout.centre, layout.rim + layout.rimWidth / 2 + 6 * layout.scale, angle);
  const lean = (Math.sin(angle) - 1) / 2;
  const box = {
    x: edge.x + lean * width,
    y: edge.y - size * 0.6 - Math.cos(angle) * size * 0.6,
    width,
    height: size * 1.2,
  };
  const isFree =
    taken !== null &&
    box.x > 0 &&
    box.x + width < layout.size.width &&
    !taken.some((other) => overlaps(box, other, 2));
  if (isFree) taken.push(box);
  return keyGroup(key, [
    { type: 'polygon', key: 'diamond', points: diamond(at, 5 * layout.scale), style: 'key-quiet' },
    ...(isFree ? [nameText(key.key, box, size, 'key-name-quiet')] : []),
  ]);
}

function describeKey(key: KeyView): string {
  const homes = key.preferenceList.slice(0, key.homes).join(', ');
  return `Key ${key.key} at ${key.position.slice(0, 4)}…, home nodes ${homes === '' ? 'not yet known' : homes}`;
}

/** The walk as a chain of boxes, a stop wide each. */
function walkBoxes(span: WalkSpan, layout: RingLayout): Box[] {
  const side = 2 * layout.stop;
  const step = side / layout.walk;
  const count = Math.ceil(Math.min(turn, span.to - span.from) / step) + 1;
  return Array.from({ length: count }, (_, at) => {
    const middle = polar(layout.centre, layout.walk, Math.min(span.to, span.from + at * step));
    return { x: middle.x - side / 2, y: middle.y - side / 2, width: side, height: side };
  });
}

function keepInside(box: Box, layout: RingLayout): Box {
  const edge = 4 * layout.scale;
  return {
    ...box,
    x: clamp(box.x, edge, Math.max(edge, layout.size.width - box.width - edge)),
    y: clamp(box.y, edge, Math.max(edge, layout.size.height - box.height - edge)),
  };
}
