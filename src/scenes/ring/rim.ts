import type { Position } from '../../base/position.ts';
import { compareText } from '../../base/order.ts';
import type { NodeId } from '../../dynamo/names.ts';
import type { NodeView } from '../../trace/view.ts';
import { angleOfPosition, clockwise, polar, turn } from '../geometry.ts';
import { type Identities, type Identity, identify } from '../identity.ts';
import type { Mark } from '../mark.ts';
import { remember } from '../remember.ts';
import { textWidth } from '../text-width.ts';
import type { RingLayout } from './frame.ts';
import type { RingRange } from './ranges.ts';
import { spreadOnCircle } from './spread.ts';

/** One token on the ring. (§4.2) */
export interface RingToken {
  readonly node: NodeId;
  readonly position: Position;
  /** Radians clockwise from twelve o'clock. */
  readonly angle: number;
  /** How far it is from the token before: 0 < span ≤ 2π. */
  readonly span: number;
}

/** All tokens in ring order. Kept while no node's tokens change. */
export function ringTokens(nodes: ReadonlyMap<NodeId, NodeView>): readonly RingToken[] {
  return tokensOf([...nodes.values()].filter((node) => node.status !== 'removed'));
}

const tokensOf = remember(computeTokens, 4, ([a], [b]) => isSameOwners(a, b));

function isSameOwners(a: readonly NodeView[], b: readonly NodeView[]): boolean {
  return (
    a.length === b.length &&
    a.every((owner, at) => owner.node === b[at]?.node && owner.tokens === b[at].tokens)
  );
}

function computeTokens(owners: readonly NodeView[]): readonly RingToken[] {
  const placed = owners
    .flatMap(({ node, tokens }) => tokens.map((position) => ({ node, position })))
    .toSorted((a, b) => compareText(a.position, b.position));
  return placed.map(({ node, position }, at) => {
    const before = placed.at(at - 1) ?? { position };
    const angle = angleOfPosition(position);
    const from = angleOfPosition(before.position);
    return {
      node,
      position,
      angle,
      span: placed.length === 1 ? turn : clockwise(from, angle),
    };
  });
}

/**
 * The rim: ranges in the owner's colour, tokens as small rings, letters where there is room. Equal
 * partitions, which do not end where tokens lie, are set apart. (§4.2, §6.2)
 */
export const rimMarks = remember(
  (
    tokens: readonly RingToken[],
    ranges: readonly RingRange[],
    names: string,
    layout: RingLayout,
  ): readonly Mark[] => {
    const identities = identify(names.split(' '));
    return [
      ...rangeMarks(ranges, identities, layout),
      ...partitionMarks(tokens, ranges, layout),
      ...tokenRings(tokens, identities, layout),
      ...(layout.form === 'dot' ? [] : tokenLabels(tokens, identities, layout)),
    ];
  },
);

function rangeMarks(
  ranges: readonly RingRange[],
  identities: Identities,
  layout: RingLayout,
): readonly Mark[] {
  return ranges.map(({ to, homes, angle, span }) => {
    const owner = homes[0] ?? '';
    return {
      type: 'arc',
      key: `range ${to}`,
      ...layout.centre,
      r: layout.rim,
      from: angle - span,
      to: angle,
      width: layout.rimWidth,
      style: 'range',
      hue: identities.get(owner)?.hue ?? 'ink',
      target: { type: 'node', node: owner },
    };
  });
}

/** Partitions closer than this many px are not set apart. */
const leastPartitionPx = 5;

/** Where a partition ends that no token ends: a gap in the rim. (§6.2, strategy 2) */
function partitionMarks(
  tokens: readonly RingToken[],
  ranges: readonly RingRange[],
  layout: RingLayout,
): readonly Mark[] {
  if (ranges.length * leastPartitionPx * layout.scale > turn * layout.rim) return [];
  const ended = new Set(tokens.map(({ position }) => position));
  const reach = layout.rimWidth / 2 + 0.5;
  return ranges
    .filter(({ to }) => !ended.has(to))
    .map(({ to, angle }) => ({
      type: 'line',
      key: `partition ${to}`,
      from: polar(layout.centre, layout.rim - reach, angle),
      to: polar(layout.centre, layout.rim + reach, angle),
      style: 'partition',
    }));
}

/** Tokens closer than this many radii of a ring are drawn as one boundary, not as rings. */
const crowding = 1.6;

function tokenRings(
  tokens: readonly RingToken[],
  identities: Identities,
  layout: RingLayout,
): readonly Mark[] {
  const r = 3.5 * layout.scale;
  const isCrowded = tokens.length * r * 2 * crowding > turn * layout.rim;
  if (isCrowded) return [];
  return tokens.map((token) => {
    const at = polar(layout.centre, layout.rim, token.angle);
    const identity = identities.get(token.node);
    const common = {
      key: `token ${token.position}`,
      style: 'token',
      hue: identity?.hue ?? 'ink',
      target: { type: 'node', node: token.node },
    } as const;
    if (identity?.shape === 'square') {
      const side = r * 1.8;
      return {
        ...common,
        type: 'rect',
        x: at.x - side / 2,
        y: at.y - side / 2,
        width: side,
        height: side,
        radius: 0,
      };
    }
    return { ...common, type: 'circle', ...at, r };
  });
}

function tokenLabels(
  tokens: readonly RingToken[],
  identities: Identities,
  layout: RingLayout,
): readonly Mark[] {
  const size = layout.text.small;
  const letter = (token: RingToken): Identity | undefined => identities.get(token.node);
  const width = (token: RingToken): number => textWidth(letter(token)?.letter ?? '', size, true);
  const around = layout.labels - size * 0.5;
  const places = spreadOnCircle(
    tokens.map((token) => ({
      angle: token.angle,
      room: (roomAlong(token.angle, width(token), size) + 2) / around,
      weight: token.span,
    })),
    (size * 1.25) / around,
  );
  const marks: Mark[] = [];
  for (const [index, angle] of places) {
    const token = tokens[index] as RingToken;
    const identity = letter(token);
    const half = roomAlong(angle + turn / 4, width(token), size) / 2;
    const at = polar(layout.centre, layout.labels - half, angle);
    marks.push({
      type: 'text',
      key: `letter ${token.position}`,
      ...at,
      text: identity?.letter ?? token.node,
      size,
      anchor: 'middle',
      style: 'token-label',
      hue: identity?.hue ?? 'ink',
    });
  }
  return marks;
}

/** How far a box of upright text reaches along the circle at this angle. */
function roomAlong(angle: number, width: number, height: number): number {
  return Math.max(
    height,
    Math.abs(Math.cos(angle)) * width + Math.abs(Math.sin(angle)) * height * 0.9,
  );
}
