/** What the one who typed the command must know: sentences for stderr. The command ends with 2. */
export class Complaint extends Error {
  override readonly name = 'Complaint';
  readonly lines: readonly string[];

  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** How a command ended, as its exit code says it. */
export const exitCodes = { fine: 0, misused: 2, broken: 3 } as const;
