import { fractionOf } from '../../base/position.ts';
import type { NodeId } from '../../dynamo/names.ts';
import type { KeyView, View } from '../../trace/view.ts';
import { angleOfPosition, turn } from '../geometry.ts';
import { remember } from '../remember.ts';
import { listed } from '../sentence/list-words.ts';
import type { Focus } from '../focus.ts';
import { type RingRange, ringRanges } from './ranges.ts';
import { type SkippedToken, type Walk, walkInView, type WalkStop } from './walk.ts';

/** One step of the preference walk: how much of it is seen, and why it goes on as it does. */
export interface WalkStep {
  readonly stops: number;
  readonly skipped: number;
  /** The token that the step is about: radians clockwise from twelve o'clock; null: the key. */
  readonly at: number | null;
  readonly sentence: string;
}

/**
 * From the hash of the key to the last stand-in: hash, position, each token that is taken or
 * skipped, n, and whoever stands in. (§4.2, §4.3, §4.6, §6.2)
 */
const walkSteps = remember(
  (
    walk: Walk,
    key: KeyView,
    ranges: readonly RingRange[],
    nodes: View['nodes'],
    { strategy, partitions }: Pick<View['settings'], 'strategy' | 'partitions'>,
  ): readonly WalkStep[] => {
    const steps: WalkStep[] = [];
    const say = (stops: number, skipped: number, at: number | null, sentence: string): void => {
      steps.push({ stops, skipped, at, sentence });
    };
    const place = fractionOf(key.position);
    say(
      0,
      0,
      null,
      `MD5 of ${key.key} is ${key.position.slice(0, 8)}…, and that is where the key lies.`,
    );
    say(0, 0, null, `It lies ${percent(place)} of the way round the ring, clockwise from the top.`);
    if (strategy === 2) {
      const angle = angleOfPosition(key.position);
      const end = (ranges.find((range) => range.angle >= angle) ?? ranges[0])?.angle ?? angle;
      say(
        0,
        0,
        end,
        `It is in one of ${partitions} equal partitions: the walk begins where that ends, at ${percent(end / turn)}.`,
      );
    }
    let skipped = 0;
    const skipBefore = (stops: number): void => {
      const from = skipped;
      while (walk.skipped[skipped]?.after === stops) skipped += 1;
      const passed = walk.skipped.slice(from, skipped);
      const last = passed.at(-1);
      if (last)
        say(stops, skipped, last.angle, skipReason(passed, walk.stops.slice(0, stops), nodes));
    };
    walk.stops.forEach((stop, index) => {
      skipBefore(index);
      say(index + 1, skipped, stop.angle, stopReason(stop, walk.stops[index - 1] ?? null, key));
      if (stop.place === key.homes) {
        const homes = key.preferenceList.slice(0, key.homes);
        const who = homes.length === 1 ? `${homes[0] ?? ''} keeps` : `${listed(homes)} keep`;
        say(
          index + 1,
          skipped,
          stop.angle,
          `That makes ${key.homes}, as many as n allows: ${who} ${key.key}.`,
        );
      }
    });
    return steps;
  },
);

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function stopReason(stop: WalkStop, before: WalkStop | null, key: KeyView): string {
  const { node, place, role, standsInFor } = stop;
  switch (role) {
    case 'home':
    case 'struck': {
      const away = role === 'struck' ? ` It is away now; its place in the list stays.` : '';
      return place === 1
        ? `Clockwise from there, the first token is one of ${node}: home node 1 of ${key.homes}, and first to coordinate.${away}`
        : `The next token is one of ${node}, on another machine: home node ${place} of ${key.homes}.${away}`;
    }
    case 'stand-in':
      return `${before?.role === 'passed' ? 'Then' : 'Beyond n'} comes ${node}: it stands in for ${standsInFor ?? 'a home node'}, and keeps the copy as a hint for it.`;
    case 'passed':
      return `Beyond n comes ${node}, which is not asked.`;
  }
}

/** Tokens in a row that the walk passes by. */
function skipReason(
  passed: readonly SkippedToken[],
  stops: readonly WalkStop[],
  nodes: View['nodes'],
): string {
  const names = [...new Set(passed.map(({ node }) => node))];
  const tokens = passed.length === 1 ? 'A token' : `${passed.length} tokens`;
  const are = passed.length === 1 ? 'is' : 'are';
  const onList = new Set(stops.map(({ node }) => node));
  const isOnList = (node: NodeId): boolean => onList.has(node);
  if (names.every(isOnList)) {
    return `${tokens} of ${listed(names)} ${are} skipped: a machine that is on the list already would be no second copy.`;
  }
  const first = names.find((node) => !isOnList(node)) ?? '';
  const dataCentre = nodes.get(first)?.dataCentre ?? null;
  const hasCopy = stops.some(({ node }) => nodes.get(node)?.dataCentre === dataCentre);
  return hasCopy && dataCentre !== null
    ? `${tokens} of ${listed(names)} ${are} skipped: ${dataCentre} has a copy already, and every data centre is to have one first.`
    : `${tokens} of ${listed(names)} ${are} passed by: no part of the list just now.`;
}

/** The steps of the preference walk of the key in focus; none without a key. */
export function stepsOfWalk(view: View, focus: Focus): readonly WalkStep[] {
  const walk = walkInView(view, focus);
  if (walk === null || focus.key === null) return [];
  return walkSteps(walk, focus.key, ringRanges(view), view.nodes, view.settings);
}
