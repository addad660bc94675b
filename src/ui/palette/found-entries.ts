import type { Lab } from '../../lab/lab.ts';
import { nodeMenu } from '../menus/node-menu.ts';
import { targetMenu } from '../menus/target-menu.ts';
import type { MenuItem } from '../widgets/menu-item.ts';
import type { Entry, Group } from './entry.ts';

/** An item of a menu, to be found by its name. */
export function fromItem(group: Group, item: MenuItem, prefix = ''): Entry {
  const { id, note, line, reason = null, onChoose } = item;
  const name = `${prefix}${item.name}`;
  return { id: prefix + id, group, name, detail: note ?? line, reason, act: () => onChoose?.() };
}

/** Of each sort of thing at most so many, the latest. */
const thingsListed = 200;

export function things(lab: Lab): readonly Entry[] {
  const { view } = lab.timeline.state;
  const { selecting } = lab;
  const last = <Thing>(all: Iterable<Thing>): readonly Thing[] => [...all].slice(-thingsListed);
  const found = (id: string, detail: string, act: () => void, keys?: string): Entry => {
    return { id, group: 'Look at', name: id, detail, ...(keys && { keys }), isHidden: true, act };
  };
  return [
    ...last(view.nodes.values()).map(({ node, status }, index) =>
      found(
        `Node ${node}`,
        status,
        () => selecting.select({ type: 'node', node }),
        index < 9 ? String(index + 1) : undefined,
      ),
    ),
    ...last(view.keys.keys()).map((key) =>
      found(`Key ${key}`, '', () => selecting.select({ type: 'key', key })),
    ),
    ...last(view.requests.values()).map(({ request, op, key, client }) =>
      found(`Request ${request}`, `${op} ${key} by ${client}`, () =>
        selecting.select({ type: 'request', request }),
      ),
    ),
    ...last(view.inFlight.values()).map(({ message, body, from, to }) =>
      found(`Message ${message}`, `${body.type} from ${from} to ${to}`, () =>
        selecting.select({ type: 'message', message }),
      ),
    ),
  ];
}

/** With more nodes than these, what happens to one is a line that is typed. */
const nodesListed = 24;

export function nodes(lab: Lab): readonly Entry[] {
  return [...lab.timeline.state.view.nodes.keys()].slice(0, nodesListed).flatMap((node) =>
    nodeMenu(lab, node)
      .filter(({ items }) => !items)
      .map((item) => ({ ...fromItem('Nodes', item, `${node}: `), isHidden: true })),
  );
}

/** With more in flight than these, one is found on the stage. */
const messagesListed = 40;

export function messages(lab: Lab): readonly Entry[] {
  return [...lab.timeline.state.view.inFlight.keys()].slice(0, messagesListed).flatMap((message) =>
    targetMenu(lab, { type: 'message', message })
      .items.filter(({ line }) => line !== undefined)
      .map((item) => ({ ...fromItem('Messages', item, `${message}: `), isHidden: true })),
  );
}
