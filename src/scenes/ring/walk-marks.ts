import { clockwise, polar } from '../geometry.ts';
import type { Identities, Identity } from '../identity.ts';
import type { Mark } from '../mark.ts';
import type { StyleName } from '../style.ts';
import type { RingLayout } from './frame.ts';
import { type SkippedToken, spreadStops, type Walk, type WalkStop } from './walk.ts';
import type { WalkStep } from './walk-steps.ts';

/**
 * The preference walk outside the rim: from the key, past skipped tokens, to numbered stops. With a
 * step, as much of it as that step has come to, and a ring around what it is about.
 */
export function walkMarks(
  walk: Walk,
  step: WalkStep | null,
  identities: Identities,
  layout: RingLayout,
): readonly Mark[] {
  const angles = spreadStops(walk, roomOf(layout));
  const all = walk.stops.map((stop, at) => ({ stop, angle: angles[at] ?? stop.angle }));
  const placed = step === null ? all : all.slice(0, step.stops);
  const skipped = step === null ? walk.skipped : walk.skipped.slice(0, step.skipped);
  const here = step === null ? [] : [hereMark(walk, step, layout)];
  const last = headOf(walk.from, placed, step, angles);
  if (angles.length === 0 || last === null) return here;
  return [
    wayMark(walk.from, last, layout),
    ...skippedMarks(walk.from, skipped, angles, last, layout),
    ...placed.map(({ stop, angle }) => leaderMark(stop, angle, layout)),
    ...placed.map(({ stop, angle }) => stopMark(stop, angle, identities, layout)),
    ...linkMarks(placed, identities, layout),
    ...here,
  ];
}

/** How far the walk has come: to its last stop, or past it to the token that is skipped now. */
function headOf(
  from: number,
  placed: readonly PlacedStop[],
  step: WalkStep | null,
  angles: readonly number[],
): number | null {
  const stop = placed.at(-1)?.angle ?? null;
  if (step === null || step.at === null) return stop;
  const here = from + clockwise(from, step.at);
  return Math.min(Math.max(stop ?? from, here), angles.at(-1) ?? here);
}

/** Around the token that the step is about, or around the key. */
function hereMark(walk: Walk, step: WalkStep, layout: RingLayout): Mark {
  const at = polar(layout.centre, layout.rim, step.at ?? walk.from);
  return { type: 'circle', key: 'here', ...at, r: 10 * layout.scale, style: 'node-selected' };
}

function roomOf(layout: RingLayout): number {
  return (2 * layout.stop + 4 * layout.scale) / layout.walk;
}

/** From where to where the walk goes; null when it is not drawn. */
export function walkSpan(
  walk: Walk | null,
  layout: RingLayout,
): { readonly from: number; readonly to: number } | null {
  const to = walk === null ? undefined : spreadStops(walk, roomOf(layout)).at(-1);
  return walk === null || to === undefined ? null : { from: walk.from, to };
}

interface PlacedStop {
  readonly stop: WalkStop;
  readonly angle: number;
}

function wayMark(from: number, to: number, layout: RingLayout): Mark {
  const start = polar(layout.centre, layout.rim + layout.rimWidth, from);
  const turnOff = polar(layout.centre, layout.walk, from);
  return {
    type: 'group',
    key: 'way',
    x: 0,
    y: 0,
    marks: [
      { type: 'line', key: 'out', from: start, to: turnOff, style: 'walk' },
      {
        type: 'arc',
        key: 'round',
        ...layout.centre,
        r: layout.walk,
        from,
        to,
        width: null,
        style: 'walk',
      },
    ],
  };
}

function skippedMarks(
  from: number,
  skipped: readonly SkippedToken[],
  stops: readonly number[],
  last: number,
  layout: RingLayout,
): readonly Mark[] {
  const r = 3 * layout.scale;
  const clear = (layout.stop + r) / layout.walk;
  return skipped
    .map(({ angle }) => angle + (angle < from ? 2 * Math.PI : 0))
    .filter((angle) => angle <= last && stops.every((stop) => Math.abs(stop - angle) > clear))
    .map((angle) => ({
      type: 'circle',
      key: `skipped ${angle.toFixed(4)}`,
      ...polar(layout.centre, layout.walk, angle),
      r,
      style: 'walk-skipped',
    }));
}

/** From the token to its number, which may have had to move on. */
function leaderMark(stop: WalkStop, angle: number, layout: RingLayout): Mark {
  return {
    type: 'line',
    key: `leader ${stop.node}`,
    from: polar(layout.centre, layout.rim + layout.rimWidth / 2 + 1, stop.angle),
    to: polar(layout.centre, layout.walk - layout.stop, angle),
    style: 'leader',
  };
}

function stopMark(stop: WalkStop, angle: number, identities: Identities, layout: RingLayout): Mark {
  const { hue } = identities.get(stop.node) as Identity;
  const at = polar(layout.centre, layout.walk, angle);
  const isFilled = stop.hasAnswered && stop.role === 'home';
  const style: StyleName =
    stop.role === 'stand-in' ? 'walk-stop-stand-in' : isFilled ? 'walk-stop' : 'walk-stop-waiting';
  const isSolid = style === 'walk-stop';
  const marks: Mark[] = [
    { type: 'circle', key: 'stop', x: 0, y: 0, r: layout.stop, style, hue },
    ...(stop.role === 'stand-in' && stop.hasAnswered
      ? [
          {
            type: 'circle',
            key: 'answered',
            x: 0,
            y: 0,
            r: layout.stop * 0.74,
            style: 'walk-stop',
            hue,
          } as const,
        ]
      : []),
    {
      type: 'text',
      key: 'number',
      x: 0,
      y: 0,
      text: String(stop.place),
      size: Math.min(layout.text.small, layout.stop * 1.2),
      anchor: 'middle',
      style:
        isSolid || (stop.role === 'stand-in' && stop.hasAnswered)
          ? 'walk-number'
          : 'walk-number-hollow',
      hue,
    },
  ];
  if (stop.role === 'struck') marks.push(strikeMark(layout, hue));
  return {
    type: 'group',
    key: `stop ${stop.node}`,
    ...at,
    target: { type: 'node', node: stop.node },
    label: describeStop(stop),
    marks,
  };
}

function strikeMark(layout: RingLayout, hue: Identity['hue']): Mark {
  const reach = layout.stop * 1.3;
  const d = reach * Math.SQRT1_2;
  return {
    type: 'line',
    key: 'strike',
    from: { x: -d, y: d },
    to: { x: d, y: -d },
    style: 'walk-struck',
    hue,
  };
}

function describeStop(stop: WalkStop): string {
  const answered = stop.hasAnswered ? ', has answered' : '';
  switch (stop.role) {
    case 'home':
      return `Place ${stop.place}: ${stop.node}, home node${answered}`;
    case 'struck':
      return `Place ${stop.place}: ${stop.node}, home node, not reached`;
    case 'stand-in':
      return `Place ${stop.place}: ${stop.node} stands in for ${stop.standsInFor ?? 'a home node'}${answered}`;
    case 'passed':
      return `Place ${stop.place}: ${stop.node}, not asked`;
  }
}

/** From each home node that is replaced to its stand-in, around the outside. */
function linkMarks(
  placed: readonly PlacedStop[],
  identities: Identities,
  layout: RingLayout,
): readonly Mark[] {
  const links = placed.flatMap((to) => {
    const from = placed.find((one) => one.stop.node === to.stop.standsInFor);
    return to.stop.role === 'stand-in' && from !== undefined ? [{ from, to }] : [];
  });
  const step = 2.5 / Math.max(1, links.length - 1);
  return links.map(({ from, to }, nth) => {
    const r = layout.walk + layout.stop + (5 + step * nth) * layout.scale;
    const { hue } = identities.get(from.stop.node) as Identity;
    const start = Math.min(from.angle, to.angle);
    const end = Math.max(from.angle, to.angle);
    const edge = layout.walk + layout.stop + 1;
    const foot = polar(layout.centre, edge, to.angle);
    const half = 2.6 * layout.scale;
    return {
      type: 'group',
      key: `link ${from.stop.node}`,
      x: 0,
      y: 0,
      marks: [
        {
          type: 'line',
          key: 'from',
          from: polar(layout.centre, edge, from.angle),
          to: polar(layout.centre, r, from.angle),
          style: 'walk-link',
          hue,
        },
        {
          type: 'arc',
          key: 'way',
          ...layout.centre,
          r,
          from: start,
          to: end,
          width: null,
          style: 'walk-link',
          hue,
        },
        {
          type: 'polygon',
          key: 'head',
          points: [
            foot,
            polar(layout.centre, edge + half * 1.9, to.angle - half / edge),
            polar(layout.centre, edge + half * 1.9, to.angle + half / edge),
          ],
          style: 'walk-link-head',
          hue,
        },
      ],
    };
  });
}
