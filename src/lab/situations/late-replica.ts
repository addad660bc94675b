import { parseTime, type Micros } from '../../base/time.ts';
import type { NodeId } from '../../dynamo/names.ts';
import type { Command } from '../../sim/script/command.ts';
import type { View } from '../../trace/view.ts';
import { nextValue } from '../next-value.ts';
import { shapedLinks } from '../why-not.ts';
import { neighbourhoodOf, type Neighbourhood } from './neighbourhood.ts';
import { firstOf, requestOf, soonAfter } from './requests-since.ts';
import type { About, Later, Situation } from './situation.ts';

/**
 * The link to one home node is slow while a put goes out: W others acknowledge it before. Where W
 * cannot be had without this one, it is so slow that stand-ins take over. (§4.5, §4.6)
 */
export const lateReplica: Situation = {
  id: 'late-replica',
  name: ({ node }) => `Delay ${node ?? 'a replica'} past W`,
  shows: 'A put is answered by W others before a slow replica has it; its acknowledgement is late.',
  plan: (view, about) => {
    const near = neighbourhoodOf(view, about);
    if (typeof near === 'string') return near;
    const replica = replicaOf(near, about);
    if (replica === null) return whyNobody(near, about);
    const { key, client, needed } = near;
    const others = (node: NodeId): number => near.homesNear(node).length - 1;
    const all = (node: NodeId): number => near.near(node).length - 1;
    const candidates = near.coordinators.filter(
      (node) => node !== replica && near.homesNear(node).includes(replica),
    );
    const via = candidates.toSorted((a, b) => others(b) - others(a))[0];
    if (via === undefined) return `No other home node of ${key} reaches ${replica}.`;
    const isAlone = others(via) >= needed;
    if (!isAlone && all(via) < needed) {
      return `W = ${needed} cannot be met without ${replica}: it cannot be late. Lower W first.`;
    }
    const latencyUs = isAlone ? pastOthersUs(view) : pastStandInsUs(view);
    const put: Command = { type: 'put', key, value: nextValue(view), client, via, blind: false };
    const slow: Command = { type: 'link', between: [via, replica], shape: { latencyUs } };
    const isOwn = shapedLinks(view).has(`${via} > ${replica}`);
    return { now: [slow, put], later: isOwn ? [] : [normalAfter(put, via, replica)] };
  },
};

/** The one that is looked at, when it can be; else the last home node that is up. */
function replicaOf({ homes, homesNear, coordinators }: Neighbourhood, { node }: About) {
  const up = homes.filter((home) => coordinators.some((each) => homesNear(each).includes(home)));
  if (up.length < 2) return null;
  if (node !== null && homes.includes(node)) return up.includes(node) ? node : null;
  return up.at(-1) ?? null;
}

function whyNobody({ homes, key }: Neighbourhood, { node }: About): string {
  if (node !== null && homes.includes(node))
    return `${node} cannot be reached now: it is not late.`;
  return `It takes two home nodes of ${key} that reach each other.`;
}

/** The link is as it was as soon as the acknowledgement has come, late. */
function normalAfter(put: Command, via: NodeId, replica: NodeId): Later {
  return (since) => {
    const request = requestOf(since, put);
    const late = firstOf(
      since,
      'write-acknowledged',
      (event) => event.request === request && event.by === replica,
    );
    if (late === null) return null;
    return soonAfter(late.at, [{ type: 'link', between: [via, replica], shape: null }]);
  };
}

/** Later than the slowest others are back, and if that can be, before anybody is suspected. */
function pastOthersUs(view: View): Micros {
  return Math.max(3 * longestUs(view), Math.round(view.settings.replicaTimeoutUs * 0.6));
}

/** Later than those who were asked when others had not answered. */
function pastStandInsUs(view: View): Micros {
  return 2 * view.settings.replicaTimeoutUs + 3 * longestUs(view);
}

/** What hardly any message takes longer than, by the text of the setting `latency`. */
function longestUs({ world }: View): Micros {
  const [kind, a = '', b = ''] = (world['latency'] ?? '').split(':');
  const [first, second] = [parseTime(a) ?? 0, parseTime(b)];
  switch (kind) {
    case 'exponential':
      return 5 * first;
    case 'lognormal':
      return Math.round(first * Math.exp(3 * Number(b)));
    default:
      return Math.max(first, second ?? 0);
  }
}
