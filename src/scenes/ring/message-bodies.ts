import type { MessageKind } from '../../dynamo/message.ts';
import { turn } from '../geometry.ts';
import type { Mark } from '../mark.ts';
import { isQuiet, messageOutline, turns } from '../message-form.ts';
import type { Hue } from '../style.ts';
import type { RingLayout } from './frame.ts';

/** A message that points to where it flies does so in steps of 5.6°. */
const headings = 64;

/** What messages of one kind and colour look like, made once for all of them. */
export class MessageBodies {
  readonly #radius: number;
  readonly #kind: MessageKind;
  readonly #hue: Hue;
  readonly #flying: (readonly Mark[])[] = [];
  readonly #lost: (readonly Mark[])[] = [];

  constructor(kind: MessageKind, hue: Hue, layout: RingLayout) {
    this.#kind = kind;
    this.#hue = hue;
    this.#radius = radiusOf(kind, layout);
  }

  /** `heading` is where it flies: 0 ≤ heading < 2π, clockwise from twelve o'clock. */
  at(heading: number, isLost: boolean): readonly Mark[] {
    const step = turns(this.#kind) ? Math.round((heading / turn) * headings) % headings : 0;
    const kept = isLost ? this.#lost : this.#flying;
    return (kept[step] ??= [this.#made((step / headings) * turn, isLost)]);
  }

  #made(heading: number, isLost: boolean): Mark {
    const points = messageOutline(this.#kind, this.#radius, heading);
    const style = isLost ? 'message-lost' : 'message';
    const look = { key: 'body', style, hue: this.#hue } as const;
    return points === null
      ? { type: 'circle', x: 0, y: 0, r: this.#radius, ...look }
      : { type: 'polygon', points, ...look };
  }
}

const made = new WeakMap<RingLayout, Map<string, MessageBodies>>();

export function bodiesOf(kind: MessageKind, hue: Hue, layout: RingLayout): MessageBodies {
  let ofLayout = made.get(layout);
  if (ofLayout === undefined) made.set(layout, (ofLayout = new Map<string, MessageBodies>()));
  const name = `${kind} ${hue}`;
  let bodies = ofLayout.get(name);
  if (bodies === undefined) ofLayout.set(name, (bodies = new MessageBodies(kind, hue, layout)));
  return bodies;
}

/** px around the middle of a message. */
export function radiusOf(kind: MessageKind, layout: RingLayout): number {
  return (layout.form === 'dot' ? 3.5 : 5) * (isQuiet(kind) ? 0.7 : 1) * layout.scale;
}
