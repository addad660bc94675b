import { describe, expect, it } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import type { Mark, Target } from '../mark.ts';
import { paintSvg } from '../paint/svg.ts';
import { themes, type ThemeName } from '../theme.ts';
import { partitionMoment, quietMoment, standInMoment } from '../testing/moments.ts';
import type { EventType } from '../../trace/event.ts';
import { antiEntropyRun, comingAndGoingRun, sloppyRun } from '../testing/runs.ts';
import type { View } from '../../trace/view.ts';
import { focusOf } from '../focus.ts';
import { ringScene } from './ring.ts';
import { stepsOfWalk, type WalkStep } from './walk-steps.ts';

interface Look {
  readonly size?: readonly [width: number, height: number];
  readonly theme?: ThemeName;
  readonly selection?: Target;
  readonly walkStep?: WalkStep | null;
}

function draw(view: View, look: Look = {}): string {
  const { size = [730, 460], theme = 'light', selection, walkStep = null } = look;
  const scene = ringScene({
    view,
    size: { width: size[0], height: size[1] },
    theme: themes[theme],
    selection: selection ?? null,
    atUs: view.cursor.at,
    walkStep,
  });
  return paintSvg(scene, themes[theme]);
}

function file(name: string): string {
  return `./figures/${name}.svg`;
}

/** Run vitest with `-u` to draw these figures anew; look at what has changed before you keep it. */
describe('figures of a run', () => {
  const run = play(sloppyRun);

  it.each([
    ['a-put-on-its-way', 12_000],
    ['a-stand-in-is-asked', 1_350_000],
    ['a-hint-waits', 1_500_000],
    ['a-partition', 2_012_000],
    ['after-the-handoff', 6_500_000],
  ] as const)('%s', async (name, atUs) => {
    await expect(draw(run.view(atUs))).toMatchFileSnapshot(file(name));
  });
});

describe('figures of members that come and go, and of replicas that compare', () => {
  const moving = play(comingAndGoingRun);
  const comparing = play(antiEntropyRun);

  function during(run: typeof moving, type: EventType, afterUs: number): View {
    const event = run.all(type)[0];
    return run.view((event?.at ?? 0) + afterUs);
  }

  it('a newcomer is given its ranges', async () => {
    const figure = draw(during(moving, 'range-taken-over', 5_000));
    await expect(figure).toMatchFileSnapshot(file('a-join'));
  });

  it('a removed node hands its ranges over', async () => {
    const left = moving.all('node-left')[0]?.at ?? 0;
    await expect(draw(moving.view(left - 5_000))).toMatchFileSnapshot(file('a-removal'));
  });

  it('two nodes compare their Merkle trees', async () => {
    const figure = draw(during(comparing, 'anti-entropy-compared', 5_000));
    await expect(figure).toMatchFileSnapshot(file('anti-entropy'));
  });
});

describe('figures of rings', () => {
  function ringOf(settings: string, cluster = 'A B C D E F'): View {
    const head = `lab 1\ncluster ${cluster}\nset ${settings} seed=7 latency=fixed:10ms\n`;
    return play(`${head}at 0 put cart milk as alice\nat 900ms say done\nuntil 1s\n`).view(
      1_000_000,
    );
  }

  it.each([
    ['strategy-1', 'tokens=4'],
    ['strategy-2', 'strategy=2 tokens=4 partitions=32'],
    ['strategy-3', 'strategy=3 partitions=32'],
  ])('%s: who owns what (§6.2)', async (name, settings) => {
    await expect(draw(ringOf(settings))).toMatchFileSnapshot(file(name));
  });

  it('a step of the walk, and no further (§4.3)', async () => {
    const view = play(sloppyRun).view(1_500_000);
    const steps = stepsOfWalk(view, focusOf(view, null));
    for (const [name, at] of [
      ['walk-begins', 0],
      ['walk-half-way', 4],
      ['walk-to-the-stand-in', steps.length - 1],
    ] as const) {
      const figure = draw(view, { walkStep: steps[at] ?? null });
      await expect(figure).toMatchFileSnapshot(file(name));
    }
  });

  it('a chosen node keeps more than it owns', async () => {
    const figure = draw(ringOf('tokens=4'), { selection: { type: 'node', node: 'B' } });
    await expect(figure).toMatchFileSnapshot(file('kept'));
  });

  it('data centres, and machines of other sizes (§4.6)', async () => {
    const cluster = 'A@east B@west*2 C@east D@south E@west F@south';
    await expect(draw(ringOf('tokens=4', cluster))).toMatchFileSnapshot(file('data-centres'));
  });

  it('a thousand tokens', async () => {
    const names = Array.from({ length: 50 }, (_, at) => `n${at + 1}`).join(' ');
    await expect(draw(ringOf('tokens=20', names))).toMatchFileSnapshot(file('thousand-tokens'));
  });
});

describe('figures of states', () => {
  it('an empty ring', async () => {
    await expect(draw(quietMoment())).toMatchFileSnapshot(file('empty'));
  });

  it('on a phone, in the dark', async () => {
    const figure = draw(standInMoment(), { size: [390, 420], theme: 'dark' });
    await expect(figure).toMatchFileSnapshot(file('phone-dark'));
  });

  it('more versions than there is room for, beside another ring', async () => {
    const clients = ['alice', 'bob', 'carol', 'dave', 'eve'];
    const puts = clients.map((client) => `put cart "by ${client}" as ${client} blind`);
    const run = play(`lab 1\ncluster A B C D E F\nset seed=7\n${puts.join('\n')}\n`);
    const half = { size: [465, 300], theme: 'projector' } as const;
    const figure = draw(run.view(), { ...half, selection: { type: 'key', key: 'cart' } });
    expect(figure).toMatch(/>(\d more|holds 5)</);
    await expect(figure).toMatchFileSnapshot(file('many-versions'));
  });

  it('on a projector', async () => {
    const figure = draw(partitionMoment(), { size: [1100, 800], theme: 'projector' });
    await expect(figure).toMatchFileSnapshot(file('projector'));
  });

  it('twelve machines', async () => {
    await expect(draw(standInMoment(12))).toMatchFileSnapshot(file('twelve'));
  });

  it('a chosen key is tied to its home nodes', async () => {
    const figure = draw(standInMoment(), { selection: { type: 'key', key: 'cart' } });
    await expect(figure).toMatchFileSnapshot(file('key-chosen'));
  });
});

describe('the scene', () => {
  const input = {
    view: standInMoment(),
    size: { width: 730, height: 460 },
    theme: themes.light,
    selection: null,
  };

  it('puts a message where the cursor says, whatever was drawn before', () => {
    const late = ringScene({ ...input, atUs: 1_366_000 }).moving;
    ringScene({ ...input, atUs: 1_357_000 });
    expect(ringScene({ ...input, atUs: 1_366_000 }).moving).toEqual(late);
  });

  it('moves only what moves: the still layer of two frames is the same object by object', () => {
    const before = ringScene({ ...input, atUs: 1_361_000 }).still;
    const after = ringScene({ ...input, atUs: 1_362_000 }).still;
    expect(after.map((mark, at) => mark === before[at])).toEqual(after.map(() => true));
  });

  it('lets a lost message go after a while', () => {
    const lost = (atUs: number): boolean =>
      ringScene({ ...input, atUs }).moving.some(({ key }) => key === 'message m8');
    expect([lost(1_352_000), lost(1_381_000), lost(1_382_000)]).toEqual([true, true, false]);
  });

  it('gives every mark a key of its own among its siblings', () => {
    const views = [
      standInMoment(),
      standInMoment(12),
      standInMoment(25),
      standInMoment(60, 16),
      partitionMoment(),
    ];
    for (const view of views) {
      const scene = ringScene({ ...input, view, atUs: view.cursor.at });
      for (const marks of siblings([...scene.still, ...scene.moving])) {
        const keys = marks.map(({ key }) => key);
        expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
      }
    }
  });

  it('stays within a stage of 320 px, and of 4K', () => {
    for (const [width, height] of [
      [320, 340],
      [3840, 2160],
    ] as const) {
      const scene = ringScene({ ...input, size: { width, height }, atUs: 1_362_000 });
      for (const { x, y } of places([...scene.still, ...scene.moving])) {
        expect(x >= -1 && x <= width + 1 && y >= -1 && y <= height + 1).toBe(true);
      }
    }
  });
});

function siblings(marks: readonly Mark[]): readonly (readonly Mark[])[] {
  return [marks, ...marks.flatMap((mark) => (mark.type === 'group' ? siblings(mark.marks) : []))];
}

/** Where circles, texts and boxes are, on the stage. */
function places(marks: readonly Mark[], dx = 0, dy = 0): readonly { x: number; y: number }[] {
  return marks.flatMap((mark) => {
    if (mark.type === 'group') return places(mark.marks, dx + mark.x, dy + mark.y);
    if (mark.type === 'circle' || mark.type === 'text') return [{ x: mark.x + dx, y: mark.y + dy }];
    if (mark.type !== 'rect') return [];
    return [
      { x: mark.x + dx, y: mark.y + dy },
      { x: mark.x + mark.width + dx, y: mark.y + mark.height + dy },
    ];
  });
}
