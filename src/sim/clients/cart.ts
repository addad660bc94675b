import type { Version } from '../../dynamo/versioning/version.ts';

/*
 * The paper's shopping cart: what an application does with concurrent versions. (§4.4)
 * A cart is a value like any other: its items, sorted, as a JSON list.
 */

/** The items of a value; a value that is no cart is a cart of one item. */
function cartItems(value: string): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(value);
    if (Array.isArray(parsed) && parsed.every((item) => typeof item === 'string')) return parsed;
  } catch {
    // Not JSON: a plain value.
  }
  return [value];
}

/** Semantic reconciliation: the union of what all versions hold. No item that was added is lost. */
export function mergedCart(versions: readonly Version[]): ReadonlySet<string> {
  return new Set(versions.flatMap(({ value }) => (value === null ? [] : cartItems(value))));
}

export function printCart(items: ReadonlySet<string>): string {
  return JSON.stringify([...items].toSorted());
}
