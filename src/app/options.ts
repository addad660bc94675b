import type { EngineOptions } from '../workers/start-engine.ts';

const engineKinds: readonly EngineOptions['kind'][] = [
  'workers',
  'inlined-workers',
  'same-thread',
  'in-process',
];

/** `?engine=in-process`: where the nodes are to live, for tests and comparison. */
export function engineKind(search: string): EngineOptions['kind'] {
  const asked = new URLSearchParams(search).get('engine');
  return engineKinds.find((kind) => kind === asked) ?? 'workers';
}

/** `?testing=1` opens the test seam. (design.md §9) */
export function isTesting(search: string): boolean {
  return new URLSearchParams(search).get('testing') === '1';
}
