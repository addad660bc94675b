/**
 * A ring for the blackboard: six nodes with one token each at even distances, every hop 10 ms.
 * `cart` lies just before C, so its preference list is C, D, E | F, A, B.
 */
export function textbook(settings: string, ...lines: readonly string[]): string {
  const head = ['lab 1', 'cluster A B C D E F'];
  const set = `set tokens=1 placement=even latency=fixed:10ms ${quiet(settings)}`.trim();
  return [...head, set, ...lines, ''].join('\n');
}

/** Without anti-entropy in the background, unless the settings speak of it. */
function quiet(settings: string): string {
  return settings.includes('anti-entropy') ? settings : `anti-entropy=off ${settings}`;
}
