/* Numbers as people write them: no exponents, and every double reads back as itself. */

/** Reads `12`, `0.5`; null for signs, exponents and anything else. */
export function parseDecimal(text: string): number | null {
  if (!/^\d+(?:\.\d+)?$/.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Reads a share of 1 from `5%` or `0.05`; null beyond 0 … 1. The percent is exact: `33.3%` is 0.333. */
export function parseShare(text: string): number | null {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text);
  const value = percent ? Number(`${percent[1]}e-2`) : parseDecimal(text);
  return value !== null && value <= 1 ? value : null;
}

export function printShare(value: number): string {
  return value === 0 ? '0' : `${printDecimal(value, 2)}%`;
}

/** The shortest decimal that is the same number, for value ≥ 0; times 10 to the power of `shift`. */
export function printDecimal(value: number, shift = 0): string {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const point = whole.length + Number(exponent) + shift;
  const digits = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${fraction}`;
  const at = Math.max(1, point);
  const before = digits
    .slice(0, at)
    .padEnd(at, '0')
    .replace(/^0+(?=\d)/, '');
  const after = digits.slice(at).replace(/0+$/, '');
  return after === '' ? before : `${before}.${after}`;
}
