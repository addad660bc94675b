import { type Micros, showTime } from '../../base/time.ts';
import type { Mark, Segment } from '../mark.ts';
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

/** Width of one bar, px before scaling. */
const barPx = 4;

/**
 * Where arrows would only be a blur: how many messages each machine sent, as bars on its lane.
 * The height is the square root of the count, all lanes to one scale; the lost are set apart.
 */
export function densityMarks(spans: readonly MessageSpan[], plot: Plot, time: TimeScale): Density {
  const width = barPx * plot.scale;
  const bins = Math.max(1, Math.ceil((plot.right - plot.left) / width));
  const sent = countBins(spans, bins, width, plot, time, () => true);
  const lost = countBins(
    spans,
    bins,
    width,
    plot,
    time,
    ({ fate }) => fate !== 'delivered' && fate !== 'in-flight',
  );
  const most = Math.max(1, ...[...sent.values()].flatMap((counts) => [...counts]));
  const marks = plot.lanes.flatMap((lane): Mark[] => {
    const counts = sent.get(lane.address);
    if (counts === undefined) return [];
    const fallen = lost.get(lane.address);
    const bars: Mark = {
      type: 'path',
      key: `sent ${lane.address}`,
      segments: barSegments(counts, most, lane, width, plot),
      style: 'density',
      hue: lane.hue,
    };
    if (fallen === undefined) return [bars];
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

/** What the bars mean, in words. */
export function densityText({ messages, most, barUs }: Density): string {
  return `${grouped(messages)} messages, counted by sender; tallest bar ${most} in ${showTime(Number(barUs.toPrecision(2)))}. Zoom in to see each.`;
}

/** `16 395`. */
function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, '\u202f');
}

function countBins(
  spans: readonly MessageSpan[],
  bins: number,
  width: number,
  plot: Plot,
  time: TimeScale,
  counts: (span: MessageSpan) => boolean,
): ReadonlyMap<string, Uint32Array> {
  const found = new Map<string, Uint32Array>();
  for (const span of spans) {
    if (!counts(span)) continue;
    const bin = Math.floor((time.x(span.sentAt) - plot.left) / width);
    if (bin < 0 || bin >= bins) continue;
    let row = found.get(span.from);
    if (row === undefined) found.set(span.from, (row = new Uint32Array(bins)));
    row[bin] = (row[bin] ?? 0) + 1;
  }
  return found;
}

function barSegments(
  counts: Uint32Array,
  most: number,
  lane: Lane,
  width: number,
  plot: Plot,
): readonly Segment[] {
  const segments: Segment[] = [];
  const full = plot.gap * 0.84;
  for (const [bin, count] of counts.entries()) {
    if (count === 0) continue;
    const height = Math.max(1, Math.sqrt(count / most) * full);
    const x = plot.left + bin * width;
    const foot = lane.y + full / 2;
    segments.push(
      { to: 'move', x, y: foot },
      { to: 'line', x, y: foot - height },
      { to: 'line', x: x + width * 0.75, y: foot - height },
      { to: 'line', x: x + width * 0.75, y: foot },
      { to: 'close' },
    );
  }
  return segments;
}
