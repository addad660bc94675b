/** A broken invariant: a fault of the lab, never of the person using it. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

export function assert(condition: boolean, claim: string): asserts condition {
  if (!condition) throw new InvariantError(claim);
}

/** What must be there. Throws {@link InvariantError} when it is not. */
export function present<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new InvariantError(`${what} is missing`);
  return value;
}

/** Ends a `switch` on a tag: does not compile while a case is left out. */
export function unreachable(value: never): never {
  throw new InvariantError(`unexpected ${JSON.stringify(value)}`);
}
