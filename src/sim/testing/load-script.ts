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
