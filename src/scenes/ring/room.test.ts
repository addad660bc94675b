import { describe, expect, it } from 'vitest';

import type { Micros } from '../../base/time.ts';
import { play } from '../../sim/testing/play.ts';
import type { View } from '../../trace/view.ts';
import type { Box } from '../geometry.ts';
import type { Mark, Scene, Size } from '../mark.ts';
import { paintSvg } from '../paint/svg.ts';
import { boxes, covered } from '../testing/boxes.ts';
import { type Theme, themes } from '../theme.ts';
import { ringLayout } from './layout.ts';
import { ringScene } from './ring.ts';

/** The stage of a laptop of 1280 × 720 px, of a phone of 390 × 844 px, and before a hall. */
const laptop: Size = { width: 718, height: 390 };
const phone: Size = { width: 390, height: 290 };
const hall: Size = { width: 958, height: 510 };

function sceneOf(view: View, size: Size, theme: Theme = themes.light): Scene {
  return ringScene({ view, size, theme, selection: null, atUs: view.cursor.at });
}

function after(script: string, atUs?: Micros): View {
  return play(script).view(atUs);
}

function chipsIn(marks: readonly Mark[]): readonly Box[] {
  return (['chip', 'chip-stale', 'hint'] as const).flatMap((style) => boxes(marks, style));
}

const six = 'lab 1\ncluster A B C D E F\nset seed=7\n';

const parted = `${six}put cart milk as alice
at 200ms get cart as alice
get cart as bob
at 400ms partition A B C / D E F
at 600ms put cart "milk, eggs" as alice via A
put cart "milk, bread" as bob via D
at 2s heal
until 6s
`;

describe('how large the ring is', () => {
  const nodes = ['A', 'B', 'C', 'D', 'E', 'F'];
  it.each([
    ['a laptop', laptop, themes.light, 320],
    ['a phone', phone, themes.light, 220],
    ['a hall', hall, themes.projector, 410],
  ] as const)('takes what there is on %s', (_, size, theme, leastPx) => {
    const layout = ringLayout(nodes, ['alice', 'bob'], size, theme);
    expect(2 * layout.rim).toBeGreaterThan(leastPx);
    const outer = layout.walk + layout.stop;
    const { x, y } = layout.centre;
    expect(Math.min(y, size.height - y, size.width - x)).toBeGreaterThan(outer);
    for (const seat of layout.clients.values()) {
      expect(seat.x + seat.width / 2).toBeLessThan(x - outer);
    }
  });

  it('cuts the name of a client that has no room beside it', () => {
    const { clients } = ringLayout(nodes, ['customer-nine', 'bob'], phone, themes.light);
    expect([...clients.values()].map(({ name }) => name)).toEqual([
      expect.stringMatching(/^cust.*…$/),
      'bob',
    ]);
  });
});

describe('the name of a key', () => {
  const keys = ['cart', 'shopping-cart', 'basket', 'wishlist', 'k1', 'k7', 'user-profile-9'];
  it.each(keys)('%s covers neither the walk nor a client nor the rim', (key) => {
    const view = after(
      `${six}put ${key} milk as alice\nat 300ms kill B\nat 500ms put ${key} eggs as bob\nuntil 1s\n`,
    );
    for (const size of [phone, laptop]) {
      const { still } = sceneOf(view, size);
      const [name] = boxes(still, 'key-name') as [Box];
      expect(covered([name], [...boxes(still, 'client'), ...stops(still)])).toEqual([]);
      const { centre, rim } = ringLayout(view.nodes.keys(), view.clients, size, themes.light);
      const [x, y] = [
        nearest(centre.x, name.x, name.width),
        nearest(centre.y, name.y, name.height),
      ];
      expect(Math.hypot(x - centre.x, y - centre.y)).toBeGreaterThan(rim + 4);
      expect(name.x).toBeGreaterThanOrEqual(0);
      expect(name.x + name.width).toBeLessThanOrEqual(size.width);
    }
  });

  function nearest(to: number, from: number, length: number): number {
    return Math.max(from, Math.min(to, from + length));
  }

  /** Of the walk; a little less than they take. */
  function stops(marks: readonly Mark[]): readonly Box[] {
    const walk = marks.find((mark) => mark.key === 'walk');
    if (walk?.type !== 'group') return [];
    return walk.marks.flatMap((mark) =>
      mark.type === 'group' && mark.key.startsWith('stop ')
        ? [{ x: mark.x - 8, y: mark.y - 8, width: 16, height: 16 }]
        : [],
    );
  }
});

describe('what machines hold', () => {
  it('lies apart on a phone, where three home nodes have two versions each', async () => {
    const scene = sceneOf(after(parted), phone);
    const chips = chipsIn(scene.still);
    expect(chips).toHaveLength(6);
    expect(covered(chips, chips)).toEqual([]);
    await expect(paintSvg(scene, themes.light)).toMatchFileSnapshot(
      './figures/phone-concurrent.svg',
    );
  });

  it('leaves the names of sides free, also where they alternate', async () => {
    const view = after(`lab 1
cluster A B C D E F
put cart "milk and eggs" as alice
partition A C / B D E F
at 1s put cart "milk and flour" as bob via D
until 3s
`);
    const scene = sceneOf(view, { width: 1100, height: 480 }, themes.projector);
    const names = boxes(scene.still, 'barrier-name');
    expect(names).toHaveLength(4);
    expect(chipsIn(scene.still).length).toBeGreaterThan(3);
    expect(covered(names, chipsIn(scene.still))).toEqual([]);
    const figure = paintSvg(scene, themes.projector);
    await expect(figure).toMatchFileSnapshot('./figures/sides-alternate.svg');
  });

  it('lies apart on a phone, where three machines hold a copy and one a hint', async () => {
    const view = after(`${six}put cart milk as alice
at 300ms kill B
at 500ms put cart "milk, eggs" as alice
until 1400ms
`);
    const scene = sceneOf(view, phone);
    const chips = chipsIn(scene.still);
    expect(chips).toHaveLength(4);
    expect(covered(chips, chips)).toEqual([]);
    const figure = paintSvg(scene, themes.light);
    await expect(figure).toMatchFileSnapshot('./figures/phone-hint.svg');
  });

  it('lies apart where neighbours hold several versions, tied to its machine by a line', () => {
    const names = Array.from({ length: 26 }, (_, at) => String.fromCodePoint(65 + at)).join(' ');
    const crowd = after(
      `lab 1
cluster ${names}
set strategy=3
put cart "milk, eggs" as alice
at 1s put cart "milk, flour" as bob
at 2s put cart "milk, salt" as carol blind
until 4s
`,
      2_045_000,
    );
    for (const size of [phone, laptop]) {
      const { still } = sceneOf(crowd, size);
      const chips = chipsIn(still);
      expect(chips.length).toBeGreaterThan(5);
      expect(covered(chips, chips)).toEqual([]);
    }
    expect(JSON.stringify(sceneOf(crowd, phone).still)).toContain('"tether ');
  });

  it('leaves the names of a partition and of data centres free on a phone', () => {
    const wall = sceneOf(after(parted, 1_500_000), phone).still;
    expect(boxes(wall, 'barrier-name')).toHaveLength(1);
    expect(covered(boxes(wall, 'barrier-name'), chipsIn(wall))).toEqual([]);
    const east = 'lab 1\ncluster A@east B@east C@east D@west E@west\n';
    const sectors = sceneOf(after(`${east}put cart "milk, eggs" as alice\n`), phone).still;
    expect(boxes(sectors, 'centre-name')).toHaveLength(2);
    expect(covered(boxes(sectors, 'centre-name'), chipsIn(sectors))).toEqual([]);
  });
});
