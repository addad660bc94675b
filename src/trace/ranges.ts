import type { Position } from '../base/position.ts';
import { PreferenceLists } from '../dynamo/ring/preference-lists.ts';
import { makeRing } from '../dynamo/ring/ring.ts';
import type { NodeId } from '../dynamo/names.ts';
import type { Settings } from '../dynamo/settings.ts';
import type { NodeView } from './view.ts';

/** A key range, after `from` up to `to`, and who keeps what lies in it. (§4.2, §6.2) */
export interface RangeView {
  readonly from: Position;
  readonly to: Position;
  /** Its home nodes; the first of them owns it. */
  readonly homes: readonly NodeId[];
}

export type Places = ReadonlyMap<NodeId, readonly Position[]>;

type Cut = Pick<Settings, 'strategy' | 'partitions' | 'n'>;

/** The tokens of all that are on the ring, as they are now. */
export function placesOf(nodes: ReadonlyMap<NodeId, NodeView>): Places {
  return new Map(
    [...nodes.values()].filter(isOnRing).map(({ node, tokens }) => [node, tokens] as const),
  );
}

function isOnRing({ standing, tokens }: NodeView): boolean {
  return standing !== 'leaving' && standing !== 'removed' && tokens.length > 0;
}

/** null: a file from elsewhere may claim anything, and this is no ring. */
export function listsOf(
  nodes: ReadonlyMap<NodeId, NodeView>,
  settings: Cut,
): PreferenceLists | null {
  const places = placesOf(nodes);
  const tokens = [...places.values()].flat();
  if (places.size === 0 || new Set(tokens).size < tokens.length) return null;
  const dataCentreOf = (node: NodeId): string | null => nodes.get(node)?.dataCentre ?? null;
  return new PreferenceLists(makeRing(places), settings, dataCentreOf);
}

/** Every range of the ring, in order of position; together they are the ring. */
export function rangesOf(
  nodes: ReadonlyMap<NodeId, NodeView>,
  settings: Cut,
): readonly RangeView[] {
  const lists = listsOf(nodes, settings);
  return (lists?.ranges() ?? []).map(({ from, to }) => {
    return { from, to, homes: lists?.homesOfRange(to) ?? [] };
  });
}
