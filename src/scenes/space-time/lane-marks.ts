import type { Mark, Segment, Target } from '../mark.ts';
import type { NodeShape } from '../identity.ts';
import { outline } from '../ring/node-mark.ts';
import { fitText } from '../text-width.ts';
import type { Chronicle, RequestSpan, Spell } from './chronicle.ts';
import { type Lane, nameOf, type Plot, type TimeScale } from './plot.ts';

/** Names at the left and a hairline for each lane. */
export function laneMarks(plot: Plot, selection: Target | null): readonly Mark[] {
  return plot.lanes.flatMap((lane, at): Mark[] => {
    const marks: Mark[] = [];
    if (plot.gap >= 4 || at % 2 === 0) {
      const [from, to] = [plot.left, plot.right].map((x) => ({ x, y: lane.y }));
      if (from !== undefined && to !== undefined) {
        marks.push({ type: 'line', key: `lane ${lane.address}`, from, to, style: 'lane' });
      }
    }
    if (at % plot.namedEach === 0) {
      marks.push(nameMark(lane, at % 2 === 1 ? plot.nameShift : 0, plot, selection));
    }
    return marks;
  });
}

function nameMark(lane: Lane, shift: number, plot: Plot, selection: Target | null): Mark {
  const target: Target = lane.isClient
    ? { type: 'client', client: lane.address }
    : { type: 'node', node: lane.address };
  const name = nameOf(lane.address, plot.identities);
  const rows = plot.nameShift > 0 ? 2 : plot.namedEach;
  const size = Math.min(plot.text, plot.gap * rows);
  const shape: NodeShape = plot.identities.get(lane.address)?.shape ?? 'disc';
  const isSelected =
    (selection?.type === 'node' && selection.node === lane.address) ||
    (selection?.type === 'client' && selection.client === lane.address);
  const r = Math.min(3.5 * plot.scale, plot.gap * 0.3);
  const dot = outline('dot', shape, { x: plot.left - r - 4 * plot.scale, y: lane.y }, r, {
    style: 'arrow-head',
    hue: lane.hue,
  });
  return {
    type: 'group',
    key: `name ${lane.address}`,
    x: 0,
    y: 0,
    target,
    marks: [
      ...(isSelected ? [selectedMark(lane, plot)] : []),
      ...(lane.isClient || plot.namedEach > 1 ? [] : [dot]),
      {
        type: 'text',
        key: 'name',
        x: plot.left - shift - 2 * r - 9 * plot.scale,
        y: lane.y,
        text: fitText(name, size, plot.left - shift - 16 * plot.scale, true),
        size,
        anchor: 'end',
        style: 'lane-name',
        hue: lane.hue,
      },
    ],
  };
}

function selectedMark(lane: Lane, plot: Plot): Mark {
  const height = Math.max(4, plot.gap * 0.9);
  return {
    type: 'rect',
    key: 'selected',
    x: 2,
    y: lane.y - height / 2,
    width: plot.right - 2,
    height,
    radius: 3 * plot.scale,
    style: 'band',
  };
}

/** Crashes, pauses and cuts, as long as they last. */
export function spellMarks(chronicle: Chronicle, plot: Plot, time: TimeScale): readonly Mark[] {
  return chronicle.spells
    .filter(({ fromUs, toUs }) => fromUs <= time.toUs && (toUs ?? time.toUs) >= time.fromUs)
    .map((spell) => spellMark(spell, plot, time));
}

function spellMark(spell: Spell, plot: Plot, time: TimeScale): Mark {
  const x = Math.max(plot.left, time.x(spell.fromUs));
  const end = Math.min(plot.right, time.x(spell.toUs ?? time.toUs));
  const target: Target = { type: 'event', event: spell.event };
  const key = `${spell.kind} ${spell.event}`;
  if (spell.kind === 'cut') {
    const y = plot.top - 2 * plot.scale;
    const box = { x, y, width: end - x, height: plot.bottom - y, radius: 0 };
    return { type: 'rect', key, ...box, style: 'band', target };
  }
  const lane = plot.laneOf.get(spell.node ?? '');
  if (lane === undefined) return { type: 'group', key, x: 0, y: 0, marks: [] };
  const isStartShown = spell.fromUs >= time.fromUs;
  const isEndShown = spell.toUs !== null && spell.toUs <= time.toUs;
  const marks =
    spell.kind === 'down'
      ? downMarks(lane, x, end, isStartShown, isEndShown, plot)
      : [pauseMark(lane, x, end, plot)];
  return { type: 'group', key, x: 0, y: 0, target, marks };
}

function downMarks(
  lane: Lane,
  x: number,
  end: number,
  isStartShown: boolean,
  isEndShown: boolean,
  plot: Plot,
): readonly Mark[] {
  const r = Math.min(5 * plot.scale, plot.gap * 0.42);
  const { y, hue } = lane;
  return [
    { type: 'line', key: 'blank', from: { x, y }, to: { x: end, y }, style: 'lane-blank' },
    {
      type: 'line',
      key: 'down',
      from: { x: x + (isStartShown ? 2 * r : 0), y },
      to: { x: end, y },
      style: 'lane-down',
      hue,
    },
    ...(isStartShown
      ? [
          {
            type: 'path',
            key: 'kill',
            segments: crossAt(x, y, r),
            style: 'lane-fault',
            hue,
          } as const,
        ]
      : []),
    ...(isEndShown
      ? [
          {
            type: 'circle',
            key: 'restart',
            x: end,
            y,
            r: r * 0.8,
            style: 'lane-start',
            hue,
          } as const,
        ]
      : []),
  ];
}

function crossAt(x: number, y: number, r: number): readonly Segment[] {
  return [
    { to: 'move', x: x - r, y: y - r },
    { to: 'line', x: x + r, y: y + r },
    { to: 'move', x: x - r, y: y + r },
    { to: 'line', x: x + r, y: y - r },
  ];
}

function pauseMark(lane: Lane, x: number, end: number, plot: Plot): Mark {
  const half = Math.min(4 * plot.scale, plot.gap * 0.35);
  const step = 5 * plot.scale;
  const segments: Segment[] = [];
  for (let at = x; at + half <= end && segments.length < 4000; at += step) {
    segments.push(
      { to: 'move', x: at, y: lane.y + half },
      { to: 'line', x: Math.min(end, at + 2 * half), y: lane.y - half },
    );
  }
  return { type: 'path', key: 'pause', segments, style: 'lane-paused', hue: lane.hue };
}

/** Requests on their client's lane: as long as it waits, and what it was told. */
export function requestMarks(
  requests: readonly RequestSpan[],
  plot: Plot,
  time: TimeScale,
): readonly Mark[] {
  return requests.flatMap((span): Mark[] => {
    const lane = plot.laneOf.get(span.client);
    if (lane === undefined) return [];
    const x = Math.max(plot.left, time.x(span.issuedAt));
    const end = Math.min(plot.right, time.x(span.answeredAt ?? time.toUs));
    if (end < x) return [];
    const r = Math.min(4.5 * plot.scale, plot.gap * 0.4);
    const marks: Mark[] = [
      {
        type: 'line',
        key: 'wait',
        from: { x, y: lane.y },
        to: { x: end, y: lane.y },
        style: 'request-wait',
      },
    ];
    if (
      span.answeredAt !== null &&
      span.answeredAt <= time.toUs &&
      span.answeredAt >= time.fromUs
    ) {
      marks.push(...outcomeMarks(span, end, lane.y, r));
    }
    return [
      {
        type: 'group',
        key: `request ${span.request}`,
        x: 0,
        y: 0,
        target: { type: 'request', request: span.request },
        marks,
      },
    ];
  });
}

function outcomeMarks(span: RequestSpan, x: number, y: number, r: number): readonly Mark[] {
  const isOk = span.outcome === 'ok';
  const inner = r * 0.5;
  const segments: readonly Segment[] = isOk
    ? [
        { to: 'move', x: x - inner, y },
        { to: 'line', x: x - inner * 0.2, y: y + inner * 0.8 },
        { to: 'line', x: x + inner, y: y - inner * 0.8 },
      ]
    : crossAt(x, y, inner);
  return [
    { type: 'circle', key: 'outcome', x, y, r, style: isOk ? 'outcome' : 'outcome-failed' },
    { type: 'path', key: 'sign', segments, style: isOk ? 'outcome-sign' : 'outcome-sign-failed' },
  ];
}
