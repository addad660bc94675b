import type { ClientId, NodeId } from '../../dynamo/names.ts';
import type { Size } from '../mark.ts';
import { remember } from '../remember.ts';
import type { Theme } from '../theme.ts';
import { seatClients } from './client-seats.ts';
import { frameOf, type RingLayout } from './frame.ts';
import { seatNodes, widestLetterEm } from './node-seats.ts';

/** Lays out the ring for these machines and clients. The same names and size, the same object. */
export function ringLayout(
  nodes: Iterable<NodeId>,
  clients: Iterable<ClientId>,
  size: Size,
  theme: Theme,
  zoom = 1,
): RingLayout {
  const { width, height } = size;
  return layOut([...nodes].join(' '), [...clients].join(' '), width, height, theme, zoom);
}

const layOut = remember(
  (
    nodeNames: string,
    clientNames: string,
    width: number,
    height: number,
    theme: Theme,
    zoom: number,
  ) => {
    const size = { width, height };
    const nodes = nodeNames === '' ? [] : nodeNames.split(' ');
    const frame = frameOf(size, theme, widestLetterEm(nodes), zoom);
    const seating = seatNodes(nodes, frame);
    const clients = clientNames === '' ? [] : clientNames.split(' ');
    return { ...frame, ...seating, ...seatClients(clients, frame) } satisfies RingLayout;
  },
  8,
);
