/*
 * Logarithm and exponential from + − × ÷ alone. `Math.log` and `Math.exp` may differ in the last
 * bit between browsers, and one bit is enough to part two runs that should be equal.
 */

const ln2 = 0.6931471805599453;

/** Natural logarithm for x > 0, to about 1e-15. */
export function naturalLog(x: number): number {
  let mantissa = x;
  let exponent = 0;
  while (mantissa > 1.5) {
    mantissa /= 2;
    exponent += 1;
  }
  while (mantissa < 0.75) {
    mantissa *= 2;
    exponent -= 1;
  }
  const z = (mantissa - 1) / (mantissa + 1);
  const square = z * z;
  let power = z;
  let sum = 0;
  for (let odd = 1; odd <= 41; odd += 2) {
    sum += power / odd;
    power *= square;
  }
  return 2 * sum + exponent * ln2;
}

/** e to the power of x, for −700 ≤ x ≤ 700, to about 1e-14. */
export function exponential(x: number): number {
  const halvings = Math.round(x / ln2);
  const rest = x - halvings * ln2;
  let term = 1;
  let sum = 1;
  for (let n = 1; n <= 20; n += 1) {
    term *= rest / n;
    sum += term;
  }
  return sum * 2 ** halvings;
}
