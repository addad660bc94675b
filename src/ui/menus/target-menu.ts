import type { ClientId, Key } from '../../dynamo/names.ts';
import type { Lab } from '../../lab/lab.ts';
import type { Selected } from '../../lab/selection.ts';
import type { Target } from '../../scenes/mark.ts';
import { printWord } from '../../sim/script/text.ts';
import { nextValue } from '../../lab/next-value.ts';
import type { MessageId } from '../../trace/event.ts';
import type { MenuItem } from '../widgets/menu-item.ts';
import { commandItem, offerItem } from './command-item.ts';
import { linkMenu, linksMenu } from './link-menu.ts';
import { nodeMenu } from './node-menu.ts';
import { situationItems } from './situation-items.ts';

/** The menu of anything in a picture, and what it is called. */
export interface TargetMenu {
  readonly label: string;
  readonly items: readonly MenuItem[];
}

export function targetMenu(lab: Lab, target: Target): TargetMenu {
  switch (target.type) {
    case 'node':
      return menu(target.node, look(lab, target), ask(lab, target), ...nodeMenu(lab, target.node));
    case 'client':
      return menu(target.client, ask(lab, target), ...clientMenu(lab, target.client));
    case 'key':
      return menu(target.key, look(lab, target), ask(lab, target), ...keyMenu(lab, target.key));
    case 'message':
      return menu(
        messageName(lab, target.message),
        read(lab, target),
        ...messageMenu(lab, target.message),
      );
    case 'request':
      return menu(`Request ${target.request}`, look(lab, target), ask(lab, target));
    case 'version':
      return menu(
        `A version of ${target.key} at ${target.node}`,
        ask(lab, target),
        inner(target.node, () => nodeMenu(lab, target.node)),
        inner(target.key, () => keyMenu(lab, target.key)),
      );
    case 'hint':
      return menu(
        `A hint for ${target.for} at ${target.holder}`,
        ask(lab, target),
        commandItem(lab, 'Hand it over now', { type: 'handoff', node: target.holder }),
        inner(target.holder, () => nodeMenu(lab, target.holder)),
        inner(target.for, () => nodeMenu(lab, target.for)),
      );
    case 'event':
      return menu('This event', ask(lab, target), {
        id: 'go',
        name: 'Go to this moment',
        onChoose: () => lab.travel.seekAfter(target.event),
      });
    case 'time':
      return menu('This moment', {
        id: 'go',
        name: 'Go to this moment',
        onChoose: () => void lab.travel.seek(target.at),
      });
  }
}

function menu(label: string, ...items: readonly MenuItem[]): TargetMenu {
  return { label, items };
}

const inner = (name: string, items: () => readonly MenuItem[]): MenuItem => {
  return { id: `of ${name}`, name, items };
};

/** What it is now, in the inspector. */
function look(lab: Lab, target: Selected): MenuItem {
  return { id: 'look', name: 'Look at it', onChoose: () => lab.selecting.select(target) };
}

/** How it came to be what it is, sentence by sentence. */
function ask(lab: Lab, target: Selected): MenuItem {
  return {
    id: 'why',
    name: 'Why?',
    onChoose: () => {
      lab.selecting.select(target);
      lab.selecting.openTab('why');
    },
  };
}

/** What a message says and why it was sent stand together. */
function read(lab: Lab, target: Selected): MenuItem {
  return { ...ask(lab, target), name: 'Read it. Why was it sent?' };
}

function messageName({ timeline }: Lab, message: MessageId): string {
  const flight = timeline.state.view.inFlight.get(message);
  return flight ? `${message}: ${flight.body.type} from ${flight.from} to ${flight.to}` : message;
}

function clientMenu(lab: Lab, client: ClientId): readonly MenuItem[] {
  const { view } = lab.timeline.state;
  const key = [...view.requests.values()].findLast((each) => each.client === client)?.key ?? 'cart';
  const value = nextValue(view);
  return [
    commandItem(lab, `get ${key}`, { type: 'get', key, client, via: null }),
    offerItem(lab, 'put …', `put ${printWord(key)} ${value} as ${client}`, value),
    { id: 'links', name: 'Link to…', items: () => linksMenu(lab, client) },
  ];
}

function keyMenu(lab: Lab, key: Key): readonly MenuItem[] {
  const value = nextValue(lab.timeline.state.view);
  return [
    commandItem(lab, 'get', { type: 'get', key, client: 'client', via: null }),
    offerItem(lab, 'put …', `put ${printWord(key)} ${value}`, value),
    offerItem(lab, 'cart add …', `cart add ${printWord(key)} ${value}`, value),
    commandItem(lab, 'delete', { type: 'delete', key, client: 'client', via: null }),
    { id: 'situations', name: 'Situations…', items: () => situationItems(lab, key) },
  ];
}

function messageMenu(lab: Lab, message: MessageId): readonly MenuItem[] {
  const flight = lab.timeline.state.view.inFlight.get(message);
  const link: readonly MenuItem[] = flight
    ? [inner(`The link ${flight.from} – ${flight.to}`, () => linkMenu(lab, flight.from, flight.to))]
    : [];
  return [
    commandItem(lab, 'Drop', { type: 'drop', message }),
    commandItem(lab, 'Duplicate', { type: 'duplicate', message }),
    commandItem(lab, 'Delay by 50 ms', { type: 'delay', message, byUs: 50_000 }),
    commandItem(lab, 'Deliver now', { type: 'deliver', message }),
    ...link,
  ];
}
