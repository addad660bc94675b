/** A run that is ready to be opened. */
export interface Demo {
  readonly title: string;
  /** What it is about, as a lecture has it. */
  readonly group: string;
  /** What there is to see in it, in one sentence. */
  readonly note: string;
  readonly script: string;
}
