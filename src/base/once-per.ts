/**
 * The same function of an object that never changes, computed once for each of them and forgotten
 * with it. What nodes in one thread know alike is worked out once, not by each.
 */
export function oncePer<Of extends object, Result>(
  compute: (of: Of) => Result,
): (of: Of) => Result {
  const known = new WeakMap<Of, { readonly result: Result }>();
  return (of) => {
    let kept = known.get(of);
    if (!kept) {
      kept = { result: compute(of) };
      known.set(of, kept);
    }
    return kept.result;
  };
}
