/*
 * How long the space–time diagram of 100 000 events takes to draw, a frame: the window moves a little
 * each time, so that nothing is remembered. Marks are made, and
 * painted on a canvas that does nothing (e2e/frames.bench.ts has a real one). Milliseconds are the
 * processor's.
 * Run with `npm run bench -- space-time`.
 */
import type { Micros } from '../../base/time.ts';
import { fullScript } from '../../sim/testing/load-script.ts';
import { play } from '../../sim/testing/play.ts';
import { causalityOf } from '../../trace/causality/causality.ts';
import { type Filter, noFilter } from '../../trace/filter.ts';
import { Trace } from '../../trace/trace.ts';
import type { Target } from '../mark.ts';
import { type CanvasLike, paintMarks } from '../paint/canvas.ts';
import { themes } from '../theme.ts';
import { chronicleOf } from './chronicle.ts';
import { spaceTimeScene } from './space-time.ts';
import { coneOf } from './subject.ts';

const frames = 120;
/** The first frames of each way warm up. */
const warmUp = 20;
const size = { width: 1280, height: 200 };
const events = 100_000;

const trace = Trace.of(play(fullScript(events)).trace.events.slice(0, events));

const nothing = (): void => undefined;
/** Takes whatever is painted. */
const canvas: CanvasLike = {
  fillStyle: '',
  strokeStyle: '',
  lineWidth: 1,
  lineCap: 'butt',
  lineJoin: 'miter',
  globalAlpha: 1,
  font: '',
  textAlign: 'left',
  textBaseline: 'alphabetic',
  translate: nothing,
  beginPath: nothing,
  closePath: nothing,
  moveTo: nothing,
  lineTo: nothing,
  quadraticCurveTo: nothing,
  arc: nothing,
  roundRect: nothing,
  rect: nothing,
  fill: nothing,
  stroke: nothing,
  fillRect: nothing,
  fillText: nothing,
  strokeText: nothing,
  setLineDash: nothing,
};

/** Of the processor, so that what else the machine does is not counted. */
function milliseconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

function quantile(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
}

interface Looking {
  readonly name: string;
  readonly filter: Filter;
  readonly selection: Target | null;
}

const middle = Math.floor(trace.length / 2);
const asked = trace.events.find((event) => event.id > middle && event.type === 'request-issued');
const [key, request] = asked?.type === 'request-issued' ? [asked.key, asked.request] : ['k1', 'r1'];
const ways: readonly Looking[] = [
  { name: 'all', filter: noFilter, selection: null },
  { name: 'one key', filter: { ...noFilter, key }, selection: null },
  { name: 'past and future', filter: noFilter, selection: { type: 'request', request } },
  {
    name: 'both, no gossip',
    filter: { key, request: null, hiddenKinds: ['gossip', 'probe'] },
    selection: { type: 'request', request },
  },
];

function measure(spanUs: Micros, { name, filter, selection }: Looking) {
  const atUs = Math.min(asked?.at ?? 0, Math.max(0, trace.endUs - spanUs));
  const times = Array.from({ length: frames }, (_, frame) => {
    const fromUs = Math.max(0, Math.round(atUs - spanUs / 2)) + frame * Math.ceil(spanUs / 500);
    return milliseconds(() => {
      const scene = spaceTimeScene({
        trace,
        fromUs,
        toUs: fromUs + spanUs,
        atUs,
        size,
        theme: themes.light,
        selection,
        filter,
        isTracing: true,
      });
      paintMarks(canvas, scene.still, themes.light, scene.scale);
      paintMarks(canvas, scene.moving, themes.light, scene.scale);
    });
  });
  return {
    shown: spanUs >= 1_000_000 ? `${(spanUs / 1e6).toFixed(0)} s` : `${spanUs / 1_000} ms`,
    looking: name,
    'p50 ms': quantile(times.slice(warmUp), 0.5),
    'p95 ms': quantile(times.slice(warmUp), 0.95),
  };
}

const selection = { type: 'request', request } as const;
console.table([
  { once: 'sorting the trace for the diagram', ms: milliseconds(() => chronicleOf(trace)) },
  { once: 'what led to what', ms: milliseconds(() => causalityOf(trace)) },
  { once: 'past and future of a request', ms: milliseconds(() => coneOf(trace, selection)) },
  {
    once: 'past and future of a key',
    ms: milliseconds(() => coneOf(trace, { type: 'key', key })),
  },
  { once: 'again, nothing new', ms: milliseconds(() => coneOf(trace, { type: 'key', key })) },
]);
const spans = [trace.endUs, 60_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000];
console.log(`${trace.length} events in ${(trace.endUs / 1e6).toFixed(1)} s`);
console.table(spans.flatMap((spanUs) => ways.map((way) => measure(spanUs, way))));
