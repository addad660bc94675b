import type { Key, NodeId } from '../../dynamo/names.ts';
import type { Version } from '../../dynamo/versioning/version.ts';
import { clockCounters, clockText, valueText } from '../clock-text.ts';
import type { Identities } from '../identity.ts';
import { type Mark, sameTarget, type Target } from '../mark.ts';
import type { HeldVersion, ReplicaRow } from '../replicas/replicas.ts';
import type { Hue } from '../style.ts';
import { fitText, monoEm, monoWidth, textWidth } from '../text-width.ts';
import type { ChipLayout } from './frame.ts';

/** A version or a hint in a machine's keeping, before it has its place. */
export interface Chip {
  readonly key: string;
  readonly value: string;
  readonly version: Version;
  readonly isStale: boolean;
  /** A hint: the home node that it is kept for. */
  readonly hintFor: NodeId | null;
  readonly target: Target;
  readonly label: string;
}

export function chipsOf(key: Key, row: ReplicaRow, identities: Identities): readonly Chip[] {
  const versions = row.versions.map((held) => versionChip(key, row.node, held, identities));
  const hints = row.hints.map((hint): Chip => {
    const value = valueText(hint.version);
    return {
      key: `hint ${hint.for} ${hint.version.dot.actor}${hint.version.dot.counter}`,
      value,
      version: hint.version,
      isStale: hint.isStale,
      hintFor: hint.for,
      target: { type: 'hint', key, holder: row.node, for: hint.for, dot: hint.version.dot },
      label: `${row.node} keeps ${key} = ${value}, ${clockText(hint.version, identities)}, with a hint for ${hint.for}`,
    };
  });
  return [...versions, ...hints];
}

function versionChip(key: Key, node: NodeId, held: HeldVersion, identities: Identities): Chip {
  const value = valueText(held.version);
  const stale = held.isStale ? ', replaced by a newer version' : '';
  return {
    key: `version ${held.version.dot.actor}${held.version.dot.counter}`,
    value,
    version: held.version,
    isStale: held.isStale,
    hintFor: null,
    target: { type: 'version', key, node, dot: held.version.dot },
    label: `${node} holds ${key} = ${value}, ${clockText(held.version, identities)}${stale}`,
  };
}

/** A chip cut to a width: as much of its value as fits, and its clock as long as it can be. */
export interface CutChip {
  readonly chip: Chip;
  readonly value: string;
  readonly width: number;
}

function pad(layout: ChipLayout): number {
  return 5 * layout.scale;
}

/** The least width of a chip: its clock, or as much of it as two counters take; or its dot alone. */
function leastWidth(
  chip: Chip,
  identities: Identities,
  layout: ChipLayout,
  isDotAlone: boolean,
): number {
  const counters = clockCounters(chip.version, identities);
  const dot = counters.find(({ isDot }) => isDot);
  const shown = isDotAlone ? [dot] : counters.length <= 2 ? counters : [counters[0], dot];
  const text = shown.map((counter) => counter?.text ?? '').join(' ');
  return Math.ceil(monoWidth(text, layout.text.small) + sidesOf(chip, layout));
}

function sidesOf(chip: Chip, layout: ChipLayout): number {
  return 2 * pad(layout) + (chip.hintFor === null ? 0 : 4 * layout.scale);
}

/** As a width: so little room that of a clock only the counter of the write itself is shown. */
export const dotAlone = -1;

/** `mostPx` below {@link leastWidth} gives just that. */
export function cutChip(
  chip: Chip,
  identities: Identities,
  layout: ChipLayout,
  mostPx: number,
): CutChip {
  const size = layout.text.small;
  const clock = monoWidth(clockText(chip.version, identities), size);
  const sides = sidesOf(chip, layout);
  const gap = size * 0.5;
  const { valuePx = 96 * layout.scale } = layout;
  const room = Math.min(mostPx - sides - clock - gap, valuePx);
  const value = room < size * 1.6 ? '' : fitText(chip.value, size, room);
  const content = value === '' ? clock : textWidth(value, size) + gap + clock;
  const least = leastWidth(chip, identities, layout, mostPx === dotAlone);
  return { chip, value, width: Math.ceil(Math.min(content + sides, Math.max(mostPx, least))) };
}

/** The marks of one chip in a box whose upper left corner is the group's origin. */
export function chipMark(
  cut: CutChip,
  at: { readonly x: number; readonly y: number },
  identities: Identities,
  layout: ChipLayout,
  selection: Target | null,
): Mark {
  const { chip } = cut;
  const isHint = chip.hintFor !== null;
  const hue = identities.get(chip.hintFor ?? '')?.hue ?? 'ink';
  const box = { x: 0, y: 0, width: cut.width, height: layout.chipHeight, radius: 4 * layout.scale };
  const isSelected = sameTarget(selection, chip.target);
  const frame: Mark = isHint
    ? { type: 'rect', key: 'frame', ...box, radius: 2 * layout.scale, style: 'hint', hue }
    : {
        type: 'rect',
        key: 'frame',
        ...box,
        style: isSelected ? 'chip-selected' : chip.isStale ? 'chip-stale' : 'chip',
      };
  return {
    type: 'group',
    key: chip.key,
    ...at,
    target: chip.target,
    label: chip.label,
    marks: [
      frame,
      ...(isHint ? [foldMark(cut, hue, layout)] : []),
      ...(isHint && isSelected
        ? [
            {
              type: 'rect',
              key: 'selected',
              x: -2,
              y: -2,
              width: box.width + 4,
              height: box.height + 4,
              radius: box.radius,
              style: 'node-selected',
            } as const,
          ]
        : []),
      ...valueMarks(cut, layout),
      ...clockMarks(cut, identities, layout),
    ],
  };
}

/** The folded corner of a hint: a note that is meant for somebody else. */
function foldMark(cut: CutChip, hue: Hue, layout: ChipLayout): Mark {
  const fold = 8 * layout.scale;
  return {
    type: 'polygon',
    key: 'fold',
    points: [
      { x: cut.width - fold, y: 0 },
      { x: cut.width, y: 0 },
      { x: cut.width, y: fold },
    ],
    style: 'hint-fold',
    hue,
  };
}

function valueMarks(cut: CutChip, layout: ChipLayout): readonly Mark[] {
  if (cut.value === '') return [];
  return [
    {
      type: 'text',
      key: 'value',
      x: pad(layout),
      y: layout.chipHeight / 2,
      text: cut.value,
      size: layout.text.small,
      anchor: 'start',
      style:
        cut.chip.isStale || cut.chip.version.value === null ? 'chip-value-stale' : 'chip-value',
    },
  ];
}

/** The clock from the right: what doesn't fit is left out at the left, the dot never is. */
function clockMarks(cut: CutChip, identities: Identities, layout: ChipLayout): readonly Mark[] {
  const size = layout.text.small;
  const counters = clockCounters(cut.chip.version, identities);
  const foldRoom = cut.chip.hintFor === null ? 0 : 4 * layout.scale;
  let right = cut.width - pad(layout) - foldRoom;
  const marks: Mark[] = [];
  for (const counter of orderedFor(counters, right - pad(layout), size)) {
    const width = monoWidth(counter.text, size);
    marks.push({
      type: 'text',
      key: `clock ${counter.text}`,
      x: right - width,
      y: layout.chipHeight / 2,
      text: counter.text,
      size,
      anchor: 'start',
      style: counter.isDot ? 'chip-clock' : 'chip-clock-past',
      hue: counter.hue,
    });
    if (counter.isDot && counters.length > 1) {
      const y = layout.chipHeight / 2 + size * 0.52;
      marks.push({
        type: 'line',
        key: 'dot',
        from: { x: right - width, y },
        to: { x: right, y },
        style: 'chip-dot',
        hue: counter.hue,
      });
    }
    right -= width + monoEm * size;
  }
  return marks;
}

/** Counters from the last to the first; when they are too many, the dot and those that fit. */
function orderedFor(
  counters: ReturnType<typeof clockCounters>,
  roomPx: number,
  size: number,
): ReturnType<typeof clockCounters> {
  let room = roomPx + monoEm * size;
  const need = (text: string): number => monoWidth(`${text} `, size);
  const dot = counters.find(({ isDot }) => isDot);
  room -= dot === undefined ? 0 : need(dot.text);
  const kept = counters.toReversed().filter((counter) => {
    if (counter.isDot) return true;
    room -= need(counter.text);
    return room >= -0.5;
  });
  return kept;
}
