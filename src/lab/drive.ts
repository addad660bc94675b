import type { Slices } from '../base/slices.ts';

/** Less than a frame: what is left of it is the page's. */
const turnMs = 10;

/** The share that is done, from 0 to 1, and in the end what was made. */
export interface Driven<Made> {
  readonly onShare: (share: number) => void;
  readonly onMade: (made: Made) => void;
}

/** Does a long work turn by turn, with time for the page in between. The answer drops it. */
export function drive<Made>(
  slices: Slices<Made, number>,
  { onShare, onMade }: Driven<Made>,
): () => void {
  const goOn = (): void => {
    const untilMs = performance.now() + turnMs;
    let step = slices.next();
    while (step.done !== true && performance.now() < untilMs) step = slices.next();
    if (step.done === true) return onMade(step.value);
    onShare(step.value);
    timer = setTimeout(goOn);
  };
  let timer = setTimeout(goOn);
  return () => clearTimeout(timer);
}
