/**
 * Work that lets go now and then, so that whoever drives it can do something else in between or
 * drop it. What it makes comes with the end; `Told` is what it tells on the way.
 */
export type Slices<Made, Told = undefined> = Generator<Told, Made, undefined>;

/** All of it at once. */
export function allOf<Made>(slices: Slices<Made, unknown>): Made {
  for (;;) {
    const step = slices.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Part of a longer work, from one share of it to another: tells how much of the whole is done, as
 * far as it tells anything of itself. Shares run from 0 to 1.
 */
export function* partOf<Made>(
  slices: Slices<Made, number | undefined>,
  from: number,
  to: number,
): Slices<Made, number> {
  for (;;) {
    const step = slices.next();
    if (step.done === true) return step.value;
    yield from + (step.value ?? 0) * (to - from);
  }
}
