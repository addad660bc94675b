import type { Micros } from '../../base/time.ts';
import { staleReads } from '../../trace/stale-reads.ts';
import type { RequestView, View } from '../../trace/view.ts';
import { isSameDot } from '../clocks.ts';
import { remember } from '../remember.ts';
import { sieve } from '../sift.ts';
import type { TraceLike } from '../trace-like.ts';

/** How long answered requests of one sort took. */
export interface Latencies {
  readonly op: 'get' | 'put';
  readonly count: number;
  /** The fastest share first. */
  readonly percentiles: readonly Percentile[];
}

export interface Percentile {
  readonly name: 'p50' | 'p95' | 'p99' | 'p99.9';
  readonly us: Micros;
}

/** The measure of the paper's promises (§2.2) says something from so many requests on. */
const requestsForThousandth = 1_000;

/** What clients have been through so far. */
export interface VitalSigns {
  readonly ok: number;
  readonly failed: number;
  readonly open: number;
  /** Gets that missed a version acknowledged before they were issued. */
  readonly stale: readonly RequestView[];
  /** Gets that returned more than one version. */
  readonly concurrent: readonly RequestView[];
  readonly latencies: readonly Latencies[];
}

export const vitalSignsOf = remember((requests: View['requests']): VitalSigns => {
  const all = [...requests.values()];
  const answered = all.filter(({ answeredAt }) => answeredAt !== null);
  const gets = answered.filter(({ op, outcome }) => op === 'get' && outcome === 'ok');
  const ok = answered.filter(({ outcome }) => outcome === 'ok');
  return {
    ok: ok.length,
    failed: answered.length - ok.length,
    open: all.length - answered.length,
    stale: staleReads(all),
    concurrent: gets.filter(({ versions }) => versions.length > 1),
    latencies: [
      latenciesOf(
        'get',
        ok.filter(({ op }) => op === 'get'),
      ),
      latenciesOf(
        'put',
        ok.filter(({ op }) => op !== 'get'),
      ),
    ].filter(({ count }) => count > 0),
  };
});

function latenciesOf(op: 'get' | 'put', requests: readonly RequestView[]): Latencies {
  const took = requests.map(({ issuedAt, answeredAt }) => (answeredAt ?? issuedAt) - issuedAt);
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number): Micros =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const percentiles: Percentile[] = [
    { name: 'p50', us: at(0.5) },
    { name: 'p95', us: at(0.95) },
    { name: 'p99', us: at(0.99) },
  ];
  if (sorted.length >= requestsForThousandth) percentiles.push({ name: 'p99.9', us: at(0.999) });
  return { op, count: sorted.length, percentiles };
}

const lossesIn = sieve(['version-lost'], () => 'lost');

/** Versions that were passed over by one whose writer had not seen them; each once. */
export function lostUpdates(trace: TraceLike, events: number) {
  const all = lossesIn(trace, events, 'lost');
  return all.filter(
    (event, at) =>
      all.findIndex(
        ({ key, version }) => key === event.key && isSameDot(version.dot, event.version.dot),
      ) === at,
  );
}
