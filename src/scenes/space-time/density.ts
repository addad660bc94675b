import { type Micros, showTime } from '../../base/time.ts';
import type { Mark, Segment } from '../mark.ts';
import type { StyleName } from '../style.ts';
import type { MessageSpan } from './chronicle.ts';
import type { Lane, Plot, TimeScale } from './plot.ts';

export interface Density {
  readonly marks: readonly Mark[];
  readonly messages: number;
  /** Messages in the highest bar. */
  readonly most: number;
  /** How much time one bar covers. */
  readonly barUs: Micros;
}

/** Which of several sorts of bars these are, and how they look. */
export interface BarLook {
  readonly key: string;
  readonly style: StyleName;
  /** Messages in a bar of full height; null: as many as the highest has. */
  readonly most: number | null;
}

const usualLook: BarLook = { key: 'sent', style: 'density', most: null };

/** Width of one bar, px before scaling. */
const barPx = 4;

/**
 * Where arrows would only be a blur: how many messages each machine sent, as bars on its lane.
 * The height is the square root of the count, all lanes to one scale; the lost are set apart.
 */
export function densityMarks(
  spans: readonly MessageSpan[],
  plot: Plot,
  time: TimeScale,
  look = usualLook,
): Density {
  const width = barPx * plot.scale;
  const bins = Math.max(1, Math.ceil((plot.right - plot.left) / width));
  const { sent, lost } = countBins(spans, bins, width, plot, time);
  const most = look.most ?? [...sent.values()].reduce(highest, 1);
  const marks = plot.lanes.flatMap((lane): Mark[] => {
    const counts = sent.get(lane.address);
    if (counts === undefined) return [];
    const fallen = lost.get(lane.address);
    const bars: Mark = {
      type: 'path',
      key: `${look.key} ${lane.address}`,
      segments: barSegments(counts, most, lane, width, plot),
      style: look.style,
      hue: lane.hue,
    };
    if (fallen === undefined || look !== usualLook) return [bars];
    return [
      bars,
      {
        type: 'path',
        key: `lost ${lane.address}`,
        segments: barSegments(fallen, most, lane, width, plot),
        style: 'density-lost',
      },
    ];
  });
  return { marks, messages: spans.length, most, barUs: time.at(plot.left + width) - time.fromUs };
}

/** What the bars mean, in words: at length, and in short for where room is scarce. */
export function densityTexts({ messages, most, barUs }: Density): readonly [string, string] {
  const tallest = `tallest bar ${most} in ${showTime(Number(barUs.toPrecision(2)))}`;
  const long = `${grouped(messages)} messages, counted by sender; ${tallest}. Zoom in to see each.`;
  return [long, `${grouped(messages)} messages; ${tallest}`];
}

/** `16 395`. */
function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, '\u202f');
}

function highest(most: number, counts: Uint32Array): number {
  for (const count of counts) if (count > most) most = count;
  return most;
}

interface Counts {
  readonly sent: ReadonlyMap<string, Uint32Array>;
  readonly lost: ReadonlyMap<string, Uint32Array>;
}

/** How many messages each sender sent in each bar's time, and how many of those were lost. */
function countBins(
  spans: readonly MessageSpan[],
  bins: number,
  width: number,
  plot: Plot,
  time: TimeScale,
): Counts {
  const sent = new Map<string, Uint32Array>();
  const lost = new Map<string, Uint32Array>();
  const perUs = (plot.right - plot.left) / Math.max(1, time.toUs - time.fromUs) / width;
  const add = (counts: Map<string, Uint32Array>, sender: string, bin: number): void => {
    let row = counts.get(sender);
    if (row === undefined) counts.set(sender, (row = new Uint32Array(bins)));
    row[bin] = (row[bin] ?? 0) + 1;
  };
  for (const { from, sentAt, fate } of spans) {
    const bin = Math.floor((sentAt - time.fromUs) * perUs);
    if (bin < 0 || bin >= bins) continue;
    add(sent, from, bin);
    if (fate !== 'delivered' && fate !== 'in-flight') add(lost, from, bin);
  }
  return { sent, lost };
}

/** Bars of a lane, standing on its foot; neighbours of one height are one. */
function barSegments(
  counts: Uint32Array,
  most: number,
  lane: Lane,
  width: number,
  plot: Plot,
): readonly Segment[] {
  const segments: Segment[] = [];
  const full = plot.gap * 0.84;
  const foot = lane.y + full / 2;
  const heightOf = (bin: number): number =>
    counts[bin] ? Math.max(1, Math.round(Math.sqrt((counts[bin] ?? 0) / most) * full)) : 0;
  let height = heightOf(0);
  for (let from = 0, bin = 1; bin <= counts.length; bin += 1) {
    const next = bin < counts.length ? heightOf(bin) : -1;
    if (next === height) continue;
    if (height > 0)
      addBar(segments, plot.left + from * width, plot.left + bin * width, foot, height);
    from = bin;
    height = next;
  }
  return segments;
}

function addBar(
  segments: Segment[],
  left: number,
  right: number,
  foot: number,
  height: number,
): void {
  segments.push(
    { to: 'move', x: left, y: foot },
    { to: 'line', x: left, y: foot - height },
    { to: 'line', x: right, y: foot - height },
    { to: 'line', x: right, y: foot },
    { to: 'close' },
  );
}
