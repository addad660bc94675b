import type { Address } from '../../dynamo/names.ts';
import type { Reference } from './arguments.ts';
import type { Sentence } from './lexer.ts';
import { maxNodes } from './limits.ts';
import { didYouMean } from './nearest.ts';
import { defaultClient } from './command.ts';
import { reservedNames } from './operands.ts';
import { cite, listed } from './text.ts';

/** The nodes and clients that a command may name. */
export class Names {
  readonly nodes: Set<string>;
  readonly clients: Set<string>;
  /** Names that may be used although no node or client has them yet. */
  readonly #free: ReadonlySet<string>;

  constructor(nodes: Iterable<string>, clients: Iterable<string>, free: Iterable<string> = []) {
    this.nodes = new Set(nodes);
    this.clients = new Set([...clients, defaultClient]);
    this.#free = new Set(free);
  }

  /** Makes the names of joining nodes and of clients known. */
  learn({ role, token: { text } }: Reference): void {
    if (role === 'joining-node') this.nodes.add(text);
    if (role === 'client') this.clients.add(text);
  }

  /** What is wrong with a name; null: nothing is. */
  problem({ role, token: { text } }: Reference): Sentence | null {
    switch (role) {
      case 'client':
        return this.#clientProblem(text);
      case 'joining-node':
        return this.#joiningProblem(text);
      case 'node':
        return this.nodes.has(text) || this.#free.has(text)
          ? null
          : () => this.#unknown('node', text);
      case 'end':
        return this.isEnd(text) ? null : () => this.#unknown('node or client', text);
    }
  }

  /** May it be an end of a link? */
  isEnd(name: Address): boolean {
    return this.nodes.has(name) || this.clients.has(name) || this.#free.has(name);
  }

  #clientProblem(name: string): string | null {
    if (this.nodes.has(name)) return `${name} is a node; expected another name for the client.`;
    return name === 'world'
      ? 'No client can be called "world": the lab uses that name itself.'
      : null;
  }

  #joiningProblem(name: string): string | null {
    if (reservedNames.includes(name)) {
      return `No node can be called "${name}": the lab uses that name itself.`;
    }
    if (this.clients.has(name)) return `${name} is a client; expected another name for the node.`;
    const isFull = this.nodes.size + (this.nodes.has(name) ? 0 : 1) > maxNodes;
    return isFull ? `Expected at most ${maxNodes} nodes, counting those that join.` : null;
  }

  #unknown(what: string, name: string): string {
    const start = `There is no ${what} ${cite(name)}`;
    const known = what === 'node' ? [...this.nodes] : [...this.nodes, ...this.clients];
    const all = known.length > 12 ? '.' : `; there are ${listed(known, 'and')}.`;
    return start + didYouMean(name, known, known.length === 1 ? `; there is ${known[0]}.` : all);
  }
}
