import type { Position } from '../../base/position.ts';
import { Arguments } from './arguments.ts';
import type { NodeSpec, SettingChange } from './command.ts';
import type { ErrorList } from './error.ts';
import type { Line, Place, Token } from './lexer.ts';
import { lineHelp } from './line-help.ts';
import { maxNodes, maxTitleLength } from './limits.ts';
import { didYouMean } from './nearest.ts';
import type { PlacedToken } from './node-spec.ts';
import { readNodeSpec, readPositions } from './node-spec.ts';
import { readName, readText } from './operands.ts';
import { readSettings } from './setting-change.ts';
import { cite } from './text.ts';

/** A place in the script. */
export interface ScriptPlace extends Place {
  readonly line: number;
}

interface TokensLine {
  readonly name: Token;
  readonly line: number;
  readonly placed: readonly PlacedToken[];
}

/** The lines before the first command: `title`, `cluster`, `tokens`, `names`, `set`. */
export class Head {
  title: string | null = null;
  change: SettingChange = {};
  cluster: NodeSpec[] = [];
  /** Names that commands may use although no node or client has them. */
  readonly names = new Set<string>();
  /** Where the cluster line starts; null: there is none. */
  clusterPlace: ScriptPlace | null = null;
  /** False while a fault in the cluster line hides which nodes there are. */
  knowsNodes = false;
  readonly settingPlaces = new Map<string, ScriptPlace>();
  #titleLine = 0;
  readonly #tokens = new Map<string, TokensLine>();

  /** Reads one line; false: it is not a line of the head. */
  read(line: Line, number: number): boolean {
    const word = line.peek();
    switch (word?.quoted ? '' : word?.text) {
      case 'title':
        this.#readTitle(line, number);
        return true;
      case 'cluster':
        this.#readCluster(line, number);
        return true;
      case 'tokens':
        this.#readTokens(line, number);
        return true;
      case 'names':
        this.#readNames(line);
        return true;
      case 'set':
        this.#readSet(line, number);
        return true;
      default:
        return false;
    }
  }

  /** What can be said only when all lines of the head are read. */
  finish(errors: ErrorList): void {
    if (this.cluster.length > 0 && !this.cluster.some((spec) => spec.isSeedNode)) {
      this.cluster = this.cluster.map((spec, index) => ({ ...spec, isSeedNode: index === 0 }));
    }
    const tokensOf = new Map<string, readonly Position[]>();
    const names = new Set(this.cluster.map((spec) => spec.node));
    const taken = new Map<Position, string>();
    for (const tokensLine of this.#tokens.values()) {
      const { name, line, placed } = tokensLine;
      if (names.has(name.text)) {
        this.#take(tokensLine, taken, errors);
        tokensOf.set(
          name.text,
          placed.map((token) => token.position),
        );
      } else if (this.knowsNodes) {
        errors.add(line, { ...name, message: () => notInCluster(name.text, names) });
      }
    }
    this.cluster = this.cluster.map((spec) => ({
      ...spec,
      tokens: tokensOf.get(spec.node) ?? null,
    }));
  }

  #readTitle(line: Line, number: number): void {
    const word = line.take();
    this.#once(line, word, this.#titleLine);
    this.#titleLine ||= number;
    this.title = readText(new Arguments(line, lineHelp.title.form), 'a title', maxTitleLength);
  }

  #readCluster(line: Line, number: number): void {
    const word = line.take();
    this.#once(line, word, this.clusterPlace?.line ?? 0);
    if (!word || line.fault) return;
    this.clusterPlace = { ...word, line: number };
    const words = new Arguments(line, lineHelp.cluster.form);
    const names = new Set<string>();
    do {
      const token = words.word('a node');
      const spec = readNodeSpec(words, token);
      if (names.has(spec.node)) {
        line.fail(token, `${spec.node} is in the cluster twice; expected each name once.`);
      } else if (names.size === maxNodes) {
        line.fail(token, `Expected at most ${maxNodes} nodes.`);
      }
      names.add(spec.node);
      this.cluster.push(spec);
    } while (line.peek());
    this.knowsNodes = !line.fault;
  }

  #readTokens(line: Line, number: number): void {
    line.take();
    const words = new Arguments(line, lineHelp.tokens.form);
    const name = words.word('a node');
    const before = this.#tokens.get(name.text);
    if (before) {
      line.fail(name, `The tokens of ${name.text} are already placed on line ${before.line}.`);
    }
    const placed = readPositions(words);
    if (!line.fault) this.#tokens.set(name.text, { name, line: number, placed });
  }

  #readNames(line: Line): void {
    line.take();
    const words = new Arguments(line, lineHelp.names.form);
    do {
      const place = line.peek();
      this.names.add(readName(words, 'a name'));
      if (this.names.size > maxNodes) line.fail(place, `Expected at most ${maxNodes} names.`);
    } while (line.peek());
  }

  #readSet(line: Line, number: number): void {
    line.take();
    const words = new Arguments(line, lineHelp.set.form);
    const change = readSettings(words, false);
    for (const [key, token] of words.settingPlaces) {
      const before = this.settingPlaces.get(key);
      if (before)
        line.fail(token, `${key} is already set on line ${before.line}; expected it once.`);
      else this.settingPlaces.set(key, { ...token, line: number });
    }
    if (!line.fault) this.change = { ...this.change, ...change };
  }

  #once(line: Line, word: Token | null, before: number): void {
    if (before === 0 || !word) return;
    line.fail(word, `There is already a ${word.text} on line ${before}; expected one.`);
  }

  /** Notes whose each position is; no two tokens may be equal. */
  #take({ name, line, placed }: TokensLine, taken: Map<Position, string>, errors: ErrorList): void {
    for (const { position, place } of placed) {
      const owner = taken.get(position);
      if (owner !== undefined) {
        const message = `${owner} already has a token at ${place.text}; expected a position of its own.`;
        errors.add(line, { ...place, message });
      }
      taken.set(position, owner ?? name.text);
    }
  }
}

function notInCluster(name: string, names: Iterable<string>): string {
  return `There is no node ${cite(name)} in the cluster${didYouMean(name, names)}`;
}
