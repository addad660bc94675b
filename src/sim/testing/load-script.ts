/** A run for benchmarks: many requests by many clients, with nothing that goes wrong. */
export function loadScript(nodes: number, seconds: number, perSecond = 400): string {
  return [
    'lab 1',
    `cluster ${nodeNames(nodes).join(' ')}`,
    `load ${perSecond}/s for ${seconds}s keys=1000 clients=20`,
    `until ${seconds + 1}s`,
    '',
  ].join('\n');
}

export function nodeNames(nodes: number): readonly string[] {
  return Array.from({ length: nodes }, (_, index) => `n${index + 1}`);
}

/**
 * A run of at least so many events with all that a cluster does: requests, gossip, anti-entropy, a
 * crash with hints, a partition, and nodes that come and go.
 */
export function fullScript(events: number, nodes = 10): string {
  const seconds = Math.max(20, Math.ceil(events / 1_500));
  return [
    'lab 1',
    `cluster ${nodeNames(nodes).join(' ')}`,
    'set anti-entropy-every=3s',
    `load 50/s for ${seconds}s keys=200 clients=10`,
    'at 5s kill n3',
    'at 8s join x1 via n1',
    'at 10s restart n3',
    'at 12s partition n1 n2 n4 / n5 n6 n7',
    'at 15s heal',
    `at ${Math.floor(seconds * 0.5)}s join x2 via n2`,
    `at ${Math.floor(seconds * 0.6)}s remove n4 via n1`,
    `at ${Math.floor(seconds * 0.7)}s kill n5`,
    `at ${Math.floor(seconds * 0.8)}s restart n5`,
    `until ${seconds}s`,
    '',
  ].join('\n');
}
