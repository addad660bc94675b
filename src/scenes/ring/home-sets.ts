import type { NodeId } from '../../dynamo/names.ts';
import { angleOfPosition, clockwise } from '../geometry.ts';
import type { Focus } from '../focus.ts';
import type { Identities } from '../identity.ts';
import type { Mark } from '../mark.ts';
import { remember } from '../remember.ts';
import type { RingLayout } from './frame.ts';
import type { RingRange } from './ranges.ts';

/**
 * Bands just outside the rim: of a selected node, all ranges that it keeps; of a key, its range and
 * who keeps that, the owner next to the rim. (§4.3)
 */
export const homeSetMarks = remember(
  (
    ranges: readonly RingRange[],
    focus: Focus,
    identities: Identities,
    layout: RingLayout,
  ): readonly Mark[] => {
    const { target, key } = focus;
    if (target?.type === 'node') return keptMarks(ranges, target.node, identities, layout);
    if (key === null) return [];
    const angle = angleOfPosition(key.position);
    const range = ranges.find((each) => clockwise(angle, each.angle) < each.span);
    return range === undefined ? [] : rangeMarks(range, identities, layout);
  },
);

/** How many home nodes find room between rim and walk. */
const bandsLimit = 3;

function rangeMarks(range: RingRange, identities: Identities, layout: RingLayout): readonly Mark[] {
  return range.homes
    .slice(0, bandsLimit)
    .map((node, place) => band(`home ${node}`, range, node, place, identities, layout));
}

function keptMarks(
  ranges: readonly RingRange[],
  node: NodeId,
  identities: Identities,
  layout: RingLayout,
): readonly Mark[] {
  return ranges.flatMap((range) => {
    const place = range.homes.indexOf(node);
    if (place < 0) return [];
    return [
      band(`kept ${range.to}`, range, node, Math.min(place, bandsLimit - 1), identities, layout),
    ];
  });
}

/** The first home node's band lies next to the rim, those of the next ones further out. */
function band(
  key: string,
  { angle, span }: RingRange,
  node: NodeId,
  place: number,
  identities: Identities,
  { centre, rim, rimWidth, scale }: RingLayout,
): Mark {
  return {
    type: 'arc',
    key,
    ...centre,
    r: rim + rimWidth / 2 + (1.6 + place * 2) * scale,
    from: angle - span,
    to: angle,
    width: 1.5 * scale,
    style: 'range',
    hue: identities.get(node)?.hue ?? 'ink',
    target: { type: 'node', node },
  };
}
