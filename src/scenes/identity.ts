import type { NodeId } from '../dynamo/names.ts';
import { remember } from './remember.ts';
import { type Hue, hues } from './style.ts';

/** Nodes of the same colour differ in shape; after three rounds both repeat, and letters tell. */
export type NodeShape = 'disc' | 'square' | 'hexagon';

const shapes: readonly NodeShape[] = ['disc', 'square', 'hexagon'];

/** How a node looks wherever it appears: its colour, its shape and its letter. */
export interface Identity {
  readonly node: NodeId;
  /** Its place in the order in which nodes were named. */
  readonly index: number;
  readonly hue: Hue;
  readonly shape: NodeShape;
  /** At most three characters: the name itself, or what tells it from the others. */
  readonly letter: string;
}

export type Identities = ReadonlyMap<NodeId, Identity>;

/** One identity a node, by the order in which nodes were named. The same names, the same object. */
export function identify(nodes: Iterable<NodeId>): Identities {
  return identifyText([...nodes].join(' '));
}

const identifyText = remember((names: string): Identities => {
  const nodes = names === '' ? [] : names.split(' ');
  const letters = lettersOf(nodes);
  return new Map(
    nodes.map((node, index) => [
      node,
      {
        node,
        index,
        hue: hues[index % hues.length] as Hue,
        shape: shapes[Math.floor(index / hues.length) % shapes.length] as NodeShape,
        letter: letters[index] as string,
      },
    ]),
  );
}, 8);

function lettersOf(nodes: readonly NodeId[]): readonly string[] {
  const short = (names: readonly string[]): boolean =>
    names.every((name) => name.length > 0 && name.length <= 3) &&
    new Set(names).size === names.length;
  const stem = commonStem(nodes);
  const rests = nodes.map((node) => node.slice(stem));
  const starts = nodes.map((node) => node.slice(0, 3));
  const found = [nodes, rests, starts].find(short);
  return found ?? nodes.map((node, index) => `${node.slice(0, 1)}${index + 1}`);
}

/** How many characters all names begin with alike. */
function commonStem(names: readonly string[]): number {
  const first = names[0] ?? '';
  let stem = 0;
  while (stem < first.length && names.every((name) => name[stem] === first[stem])) stem += 1;
  return stem;
}
