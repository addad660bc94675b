import { holds, notYet, some } from './check.ts';
import type { Evidence, Finding } from './check.ts';

/**
 * In the end every hint has been handed to the node that it is for: once that is up and can be
 * reached, none is left. (Dynamo §4.6, protocol.md 24)
 */
export function hintsGetHome({ end }: Evidence): Finding {
  const left = [...end.keys.values()].flatMap(({ key, hints }) =>
    hints.map((hint) => `${hint.holder} holds a hint of ${key} for ${hint.for}`),
  );
  return left.length === 0 ? holds : notYet(some([...new Set(left)]));
}
