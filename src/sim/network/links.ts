import { randomStream, type RandomStream } from '../../base/random.ts';
import type { Micros } from '../../base/time.ts';
import type { Address } from '../../dynamo/names.ts';
import type { LinkShape, WorldSettings } from '../script/command.ts';
import { drawLatency, leastLatency, leastLatencyUs } from './latency.ts';

/** What the network does with one message. */
export interface Passage {
  readonly latencyUs: Micros;
  readonly isLost: boolean;
  /** How long a second copy takes, when the link makes one. */
  readonly copyLatencyUs: Micros | null;
}

/**
 * The links between all addresses: how long they take, what they lose, which are cut. Each
 * directed link draws from random streams of its own.
 */
export class Links {
  /** By sender, then receiver. */
  private readonly links = new Map<Address, Map<Address, Link>>();
  private readonly shapes = new Map<string, Partial<LinkShape>>();
  private everyLink: Partial<LinkShape> | null = null;
  private readonly cutLinks = new Map<string, readonly [Address, Address]>();
  private least: Micros | null = null;
  private world: WorldSettings;
  private readonly dataCentreOf: ReadonlyMap<Address, string | null>;

  constructor(world: WorldSettings, dataCentreOf: ReadonlyMap<Address, string | null>) {
    this.world = world;
    this.dataCentreOf = dataCentreOf;
  }

  configure(world: WorldSettings): void {
    this.world = world;
    this.least = null;
  }

  /** The lookahead: the least latency that any link can have now. (design.md §2) */
  lookaheadUs(): Micros {
    this.least ??= Math.min(
      leastLatency(this.world.latency),
      ...[{}, ...this.shapes.values()].map((own) => leastOf({ ...this.everyLink, ...own })),
    );
    return this.least;
  }

  /** Shapes one link, or every link; null makes it normal again. */
  shape(between: readonly [Address, Address] | null, shape: Partial<LinkShape> | null): void {
    if (between === null) {
      this.everyLink = shape && { ...this.everyLink, ...shape };
      if (shape === null) this.shapes.clear();
    } else {
      const name = linkName(...between);
      if (shape === null) this.shapes.delete(name);
      else this.shapes.set(name, { ...this.shapes.get(name), ...shape });
    }
    this.reshape();
  }

  cut(from: Address, to: Address): void {
    this.cutLinks.set(linkName(from, to), [from, to]);
  }

  heal(from: Address, to: Address): void {
    this.cutLinks.delete(linkName(from, to));
  }

  healAll(): void {
    this.cutLinks.clear();
  }

  isCut(from: Address, to: Address): boolean {
    return this.cutLinks.size > 0 && this.cutLinks.has(linkName(from, to));
  }

  cuts(): readonly (readonly [Address, Address])[] {
    return [...this.cutLinks.values()];
  }

  /** Decides what happens to a message that is sent now. */
  pass(from: Address, to: Address): Passage {
    const link = this.link(from, to);
    const latencyUs = this.draw(link);
    const isLost = link.stream.chance(link.shape.loss ?? this.world.loss);
    const isCopied = link.stream.chance(link.shape.duplicate ?? 0);
    return { latencyUs, isLost, copyLatencyUs: isCopied ? this.draw(link) : null };
  }

  /** How long a second copy made by hand takes. */
  drawAgain(from: Address, to: Address): Micros {
    return this.draw(this.link(from, to));
  }

  private draw({ shape, stream, isRemote }: Link): Micros {
    if (shape.latencyUs === undefined) return drawLatency(this.world.latency, stream, isRemote);
    const jitterUs = shape.jitterUs ?? 0;
    if (jitterUs === 0) return Math.max(shape.latencyUs, leastLatencyUs);
    const us = stream.integer(shape.latencyUs - jitterUs, shape.latencyUs + jitterUs);
    return Math.max(us, leastLatencyUs);
  }

  private link(from: Address, to: Address): Link {
    return this.links.get(from)?.get(to) ?? this.newLink(from, to);
  }

  private newLink(from: Address, to: Address): Link {
    const name = linkName(from, to);
    const here = this.dataCentreOf.get(from) ?? null;
    const there = this.dataCentreOf.get(to) ?? null;
    const link: Link = {
      name,
      stream: randomStream(this.world.seed, `link ${name}`),
      shape: { ...this.everyLink, ...this.shapes.get(name) },
      isRemote: here !== null && there !== null && here !== there,
    };
    const fromHere = this.links.get(from);
    if (fromHere) fromHere.set(to, link);
    else this.links.set(from, new Map([[to, link]]));
    return link;
  }

  private reshape(): void {
    this.least = null;
    for (const fromHere of this.links.values()) {
      for (const link of fromHere.values()) {
        link.shape = { ...this.everyLink, ...this.shapes.get(link.name) };
      }
    }
  }
}

/** One direction between two addresses, once something went along it. */
interface Link {
  readonly name: string;
  readonly stream: RandomStream;
  shape: Partial<LinkShape>;
  readonly isRemote: boolean;
}

function linkName(from: Address, to: Address): string {
  return `${from}>${to}`;
}

function leastOf(shape: Partial<LinkShape>): Micros {
  if (shape.latencyUs === undefined) return Infinity;
  return Math.max(shape.latencyUs - (shape.jitterUs ?? 0), leastLatencyUs);
}
