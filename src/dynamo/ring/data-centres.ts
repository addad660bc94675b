import type { NodeId } from '../names.ts';

/**
 * Spreads the home nodes of a key over data centres: every one that has a member gets a copy while
 * n allows, the rest follow ring order. (§4.6, protocol.md 7)
 *
 *   walk  A₁ B₁ C₁ D₂ E₁      n = 3  →  A₁ B₁ D₂ │ C₁ E₁
 */
export function spreadOver(
  walk: readonly NodeId[],
  n: number,
  dataCentreOf: (node: NodeId) => string | null,
): readonly NodeId[] {
  const firsts = new Map<string | null, NodeId>();
  for (const node of walk) {
    const dataCentre = dataCentreOf(node);
    if (!firsts.has(dataCentre)) firsts.set(dataCentre, node);
  }
  if (firsts.size < 2) return walk;
  const chosen = new Set([...firsts.values()].slice(0, n));
  for (const node of walk) {
    if (chosen.size >= n) break;
    chosen.add(node);
  }
  return [...walk.filter((node) => chosen.has(node)), ...walk.filter((node) => !chosen.has(node))];
}
