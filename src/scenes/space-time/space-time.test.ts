import { describe, expect, it } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import { noFilter } from '../../trace/filter.ts';
import type { Mark, Target } from '../mark.ts';
import { requestOfBody } from '../message-form.ts';
import { paintSvg } from '../paint/svg.ts';
import { busyRun, sloppyRun } from '../testing/runs.ts';
import { themes, type ThemeName } from '../theme.ts';
import { ticksIn } from './axis.ts';
import { Chronicle } from './chronicle.ts';
import { type SpaceTimeInput, spaceTimeScene } from './space-time.ts';

const sloppy = play(sloppyRun);
const busy = play(busyRun);

function input(more: Partial<SpaceTimeInput>): SpaceTimeInput {
  return {
    trace: sloppy.trace,
    fromUs: 1_150_000,
    toUs: 1_420_000,
    atUs: 1_362_000,
    size: { width: 1000, height: 180 },
    theme: themes.light,
    selection: null,
    filter: noFilter,
    isTracing: false,
    ...more,
  };
}

function wordsIn(marks: readonly Mark[]): readonly string[] {
  return marks.flatMap((mark) => {
    if (mark.type === 'group') return wordsIn(mark.marks);
    return mark.type === 'text' ? [mark.text] : [];
  });
}

function draw(more: Partial<SpaceTimeInput>, theme: ThemeName = 'light'): string {
  return paintSvg(spaceTimeScene(input({ ...more, theme: themes[theme] })), themes[theme]);
}

function traced(selection: Target): Partial<SpaceTimeInput> {
  return { selection, isTracing: true };
}

function file(name: string): string {
  return `./figures/${name}.svg`;
}

/** Run vitest with `-u` to draw these figures anew; look at what has changed before you keep it. */
describe('figures', () => {
  it('a stand-in is asked', async () => {
    await expect(draw({})).toMatchFileSnapshot(file('stand-in'));
  });

  it('a crash, a partition and a pause', async () => {
    const figure = draw({ fromUs: 0, toUs: 4_500_000, atUs: 2_600_000 }, 'dark');
    await expect(figure).toMatchFileSnapshot(file('troubles-dark'));
  });

  it('on a phone', async () => {
    const figure = draw({ size: { width: 390, height: 140 }, toUs: 1_300_000 });
    await expect(figure).toMatchFileSnapshot(file('phone'));
  });

  it('a request chosen, the others grey', async () => {
    const selection = { type: 'request', request: 'r4' } as const;
    const figure = draw({ fromUs: 1_980_000, toUs: 2_160_000, atUs: 2_150_000, selection });
    await expect(figure).toMatchFileSnapshot(file('request-chosen'));
  });

  it('what led to a get, and what follows from it', async () => {
    const selection = { type: 'request', request: 'r3' } as const;
    const figure = draw({
      fromUs: 1_180_000,
      toUs: 2_160_000,
      atUs: 2_160_000,
      ...traced(selection),
    });
    await expect(figure).toMatchFileSnapshot(file('past-and-future'));
  });

  it('what follows from a crash, among many messages', async () => {
    const kill = busy.all('node-killed')[0]?.id ?? 0;
    const figure = draw(
      {
        trace: busy.trace,
        fromUs: 0,
        toUs: 5_000_000,
        atUs: 5_000_000,
        ...traced({ type: 'event', event: kill }),
      },
      'dark',
    );
    await expect(figure).toMatchFileSnapshot(file('crash-follows-dark'));
  });

  it('one key, and no replies', async () => {
    const filter = { ...noFilter, key: 'k3', hiddenKinds: ['reply'] } as const;
    const figure = draw({ trace: busy.trace, fromUs: 0, toUs: 2_000_000, atUs: 2_000_000, filter });
    await expect(figure).toMatchFileSnapshot(file('one-key'));
  });

  it('a filter that lets nothing through', async () => {
    const figure = draw({ filter: { ...noFilter, key: 'nobody-asked' } });
    await expect(figure).toMatchFileSnapshot(file('nothing-matches'));
  });

  it('a millisecond', async () => {
    const figure = draw({ fromUs: 1_242_800, toUs: 1_243_800, atUs: 1_243_300 });
    await expect(figure).toMatchFileSnapshot(file('millisecond'));
  });

  it('too many messages for arrows', async () => {
    const figure = draw(
      { trace: busy.trace, fromUs: 0, toUs: 5_000_000, atUs: 3_000_000 },
      'projector',
    );
    await expect(figure).toMatchFileSnapshot(file('counts-projector'));
  });
});

describe('the chronicle of a trace', () => {
  it('finds exactly the messages that are under way in a window', () => {
    const chronicle = new Chronicle(busy.trace);
    chronicle.update();
    const [fromUs, toUs] = [1_000_000, 1_020_000];
    const found = chronicle.messagesIn(fromUs, toUs).map(({ message }) => message);
    const all = chronicle.messages
      .filter(({ sentAt, endAt }) => sentAt <= toUs && endAt >= fromUs)
      .map(({ message }) => message);
    expect(found).toEqual(all);
    expect(found.length).toBeGreaterThan(10);
  });

  it('knows the same whether a trace came at once or event by event', () => {
    const grown = { length: 0, event: (id: number) => sloppy.trace.event(id) };
    const chronicle = new Chronicle(grown);
    while (grown.length < sloppy.trace.length) {
      grown.length += 1;
      chronicle.update();
    }
    const whole = new Chronicle(sloppy.trace);
    whole.update();
    expect(chronicle.messages).toEqual(whole.messages);
    expect(chronicle.spells).toEqual(whole.spells);
    expect(chronicle.requests).toEqual(whole.requests);
  });

  it('keeps a crash from the kill to the restart, and a partition until it is healed', () => {
    const chronicle = new Chronicle(sloppy.trace);
    chronicle.update();
    expect(
      chronicle.spells.map(({ kind, node, fromUs, toUs }) => [kind, node, fromUs, toUs]),
    ).toEqual([
      ['down', 'F', 900_000, 4_000_000],
      ['cut', null, 1_900_000, 3_000_000],
      ['paused', 'B', 2_400_000, 2_700_000],
    ]);
  });
});

describe('the scene', () => {
  it('draws arrows only for what is in the window', () => {
    const scene = spaceTimeScene(input({ fromUs: 1_200_000, toUs: 1_213_000 }));
    const arrows = marksIn(scene.still, 'messages');
    const all = sloppy.trace.events.filter(({ type }) => type === 'message-sent');
    const due = all.flatMap((event) =>
      event.type === 'message-sent' && event.at <= 1_213_000 && event.arrivesAt >= 1_200_000
        ? [event.message]
        : [],
    );
    expect(arrows.map(({ key }) => key)).toEqual(due);
    expect(due.length).toBeGreaterThan(1);
  });

  it('draws nothing beyond its plot, however long a message is under way', () => {
    const scene = spaceTimeScene(input({ fromUs: 1_203_000, toUs: 1_205_000 }));
    for (const x of xsOf(scene.still)) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(1000);
    }
  });

  it('leaves the still layer alone while the cursor moves', () => {
    const one = spaceTimeScene(input({ atUs: 1_300_000 }));
    const other = spaceTimeScene(input({ atUs: 1_310_000 }));
    expect(other.still).toBe(one.still);
  });

  it('names a mark once, and no captions: they did nothing to the run', () => {
    const { trace } = play(
      'lab 1\ncluster A B C\nat 20ms put cart milk as alice\nmark written\nsay It is written.\nuntil 100ms\n',
    );
    const { still, moving } = spaceTimeScene(
      input({ trace, fromUs: 0, toUs: 100_000, atUs: 50_000 }),
    );
    expect(wordsIn([...still, ...moving]).filter((words) => /put|written/.test(words))).toEqual([
      'put cart milk as alice',
      'written',
    ]);
  });

  it('counts where it cannot draw, and says so', () => {
    const scene = spaceTimeScene(input({ trace: busy.trace, fromUs: 0, toUs: 5_000_000 }));
    expect(wordsIn(scene.moving).join(' ')).toContain('messages, counted by sender; tallest bar');
  });
});

describe('a filter', () => {
  const whole = { trace: busy.trace, fromUs: 0, toUs: 1_000_000, atUs: 1_000_000 };
  const arrowsOf = (more: Partial<SpaceTimeInput>) =>
    marksIn(spaceTimeScene(input({ ...whole, ...more })).still, 'messages').map(({ key }) => key);

  it('by key leaves the messages that are about it, whoever names it', () => {
    const shown = new Set(arrowsOf({ filter: { ...noFilter, key: 'k3' } }));
    const requests = new Set(
      busy.all('request-issued').flatMap(({ key, request }) => (key === 'k3' ? [request] : [])),
    );
    const own = busy
      .all('message-sent')
      .filter(({ at, body }) => at <= 1_000_000 && requests.has(requestOfBody(body) ?? ''))
      .map(({ message }) => message);
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter((message) => !shown.has(message))).toEqual([]);
    expect(shown.size).toBeLessThan(busy.all('message-sent').length / 5);
  });

  it('by request leaves its messages and no others', () => {
    const own = busy.all('message-sent').filter(({ body }) => requestOfBody(body) === 'r9');
    const shown = arrowsOf({ filter: { ...noFilter, request: 'r9' } });
    expect(shown).toEqual(own.map(({ message }) => message));
  });

  it('by kind leaves that kind out', () => {
    const gossip = sloppy.all('message-sent').filter(({ body }) => body.type.startsWith('gossip'));
    const shown = arrowsOf({ ...input({}), filter: { ...noFilter, hiddenKinds: ['gossip'] } });
    expect(shown.length).toBeGreaterThan(0);
    expect(gossip.some(({ message }) => shown.includes(message))).toBe(false);
  });

  it('says what it lets through, and when that is nothing', () => {
    const one = spaceTimeScene(input({ filter: { ...noFilter, request: 'r2' } }));
    expect(one.sentence).toMatch(/only request r2: 8 of \d+ messages, 1 of 1 request\.$/);
    expect(one.table.rows.map(([request]) => request)).toEqual(['r2']);
    const none = spaceTimeScene(input({ filter: { ...noFilter, key: 'nobody-asked' } }));
    expect(none.sentence).toContain('only key nobody-asked: nothing matches; 0 of');
    expect(none.table.rows).toEqual([]);
  });
});

describe('past and future', () => {
  it('are counted in the sentence and listed in the table', () => {
    const answered = sloppy.all('request-answered').find(({ request }) => request === 'r3');
    const selection = { type: 'event', event: answered?.id ?? 0 } as const;
    const { sentence, table } = spaceTimeScene(input({ ...traced(selection) }));
    const led = table.rows.filter((row) => row[4] === 'led to this');
    const follows = table.rows.filter((row) => row[4] === 'follows from it');
    expect(sentence).toContain(`${led.length} events led to this`);
    expect(sentence).toContain(
      follows.length === 0 ? 'nothing follows' : `${follows.length} follow`,
    );
    expect(led.some((row) => row[3]?.startsWith('alice asks C to put cart'))).toBe(true);
    expect(table.rows.find((row) => row[4] === 'is this')?.[0]).toBe(String(answered?.id));
  });

  it('are not asked of a node, which has a part in everything', () => {
    const { table } = spaceTimeScene(input({ ...traced({ type: 'node', node: 'A' }) }));
    expect(table.columns[0]).toBe('Request');
  });
});

describe('ticks', () => {
  it.each([
    [0, 5_000_000, ['0', '1 s', '2 s', '3 s', '4 s', '5 s']],
    [1_200_000, 1_240_000, ['1.20 s', '1.21 s', '1.22 s', '1.23 s', '1.24 s']],
    [
      1_200_000,
      1_201_000,
      ['1200.0 ms', '1200.2 ms', '1200.4 ms', '1200.6 ms', '1200.8 ms', '1201.0 ms'],
    ],
    [
      62_000_000,
      62_000_300,
      [
        '62\u202f000.00 ms',
        '62\u202f000.05 ms',
        '62\u202f000.10 ms',
        '62\u202f000.15 ms',
        '62\u202f000.20 ms',
        '62\u202f000.25 ms',
        '62\u202f000.30 ms',
      ],
    ],
    [0, 60_000_000, ['0', '10 s', '20 s', '30 s', '40 s', '50 s', '60 s']],
    [0, 40_000, ['0', '10 ms', '20 ms', '30 ms', '40 ms']],
  ])('from %i µs to %i µs are round and carry their unit', (fromUs, toUs, texts) => {
    expect(ticksIn(fromUs, toUs, 5).map(({ text }) => text)).toEqual(texts);
  });
});

function marksIn(still: readonly Mark[], key: string): readonly Mark[] {
  const group = still.find((mark) => mark.key === key);
  return group?.type === 'group' ? group.marks : [];
}

function xsOf(marks: readonly Mark[]): readonly number[] {
  return marks.flatMap((mark) => {
    if (mark.type === 'group') return xsOf(mark.marks);
    if (mark.type === 'line') return [mark.from.x, mark.to.x];
    if (mark.type === 'polygon') return mark.points.map(({ x }) => x);
    return mark.type === 'text' || mark.type === 'circle' || mark.type === 'rect' ? [mark.x] : [];
  });
}
