import type { Command } from '../../sim/script/command.ts';
import { nextValue } from '../next-value.ts';
import { neighbourhoodOf } from './neighbourhood.ts';
import { firstOf, requestOf } from './requests-since.ts';
import type { Later, Situation } from './situation.ts';

/** A put; its first acknowledgement is dropped half-way. The replica has stored it all the same. */
export const lostAcknowledgement: Situation = {
  id: 'lost-acknowledgement',
  name: () => 'Lose the next acknowledgement',
  shows: 'A replica stores a put, and what it answers is dropped on the way: nobody can tell.',
  plan: (view, about) => {
    const near = neighbourhoodOf(view, about);
    if (typeof near === 'string') return near;
    const { key, client, coordinators } = near;
    const via = coordinators.find((node) => near.near(node).length > 1);
    if (via === undefined) {
      return `Nobody but its coordinator would take a put of ${key}: there is nothing to acknowledge.`;
    }
    const put: Command = { type: 'put', key, value: nextValue(view), client, via, blind: false };
    return { now: [put], later: [dropFirst(put)] };
  },
};

function dropFirst(put: Command): Later {
  return (since) => {
    const request = requestOf(since, put);
    const sent = firstOf(
      since,
      'message-sent',
      ({ body }) => body.type === 'store-ack' && body.request === request,
    );
    if (sent === null) return null;
    const halfWay = sent.at + Math.max(1, Math.floor((sent.arrivesAt - sent.at) / 2));
    return { at: halfWay, commands: [{ type: 'drop', message: sent.message }] };
  };
}
