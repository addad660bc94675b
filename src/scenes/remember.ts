/**
 * The same function, with its latest answers kept. An answer is taken again when every argument is
 * the very same object or value as then; views share what did not change, so this is cheap and safe.
 */
export function remember<Arguments extends readonly unknown[], Result>(
  compute: (...values: Arguments) => Result,
  limit = 4,
  isSame: (a: Arguments, b: Arguments) => boolean = areIdentical,
): (...values: Arguments) => Result {
  const kept: { readonly values: Arguments; readonly result: Result }[] = [];
  return (...values) => {
    const found = kept.findIndex((one) => isSame(one.values, values));
    const entry = found < 0 ? { values, result: compute(...values) } : kept.splice(found, 1)[0];
    if (entry === undefined) return compute(...values);
    kept.unshift(entry);
    if (kept.length > limit) kept.pop();
    return entry.result;
  };
}

function areIdentical(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
}
