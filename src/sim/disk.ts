import type { RandomStream } from '../base/random.ts';

/**
 * A machine's disk, as the world keeps it: it survives the machine. (design.md §2)
 * Records in the write buffer are not on it yet; a crash empties the buffer.
 */
export class Disk {
  private records: string[] = [];
  private buffer: string[] = [];

  append(record: string, flushed: boolean): void {
    (flushed ? this.records : this.buffer).push(record);
  }

  flush(): void {
    this.records.push(...this.buffer);
    this.buffer = [];
  }

  rewrite(records: readonly string[]): void {
    this.records = [...records];
    this.buffer = [];
  }

  /**
   * The machine loses power. What was buffered is gone; the first record of it may have been
   * half written, as the random stream decides. Gives how many records were lost.
   */
  crash(stream: RandomStream): number {
    const lost = this.buffer.length;
    const [first] = this.buffer;
    this.buffer = [];
    if (first !== undefined && stream.chance(0.5)) {
      this.records.push(first.slice(0, stream.integer(1, first.length - 1)));
    }
    return lost;
  }

  /** The disk is replaced by an empty one. */
  wipe(): void {
    this.records = [];
    this.buffer = [];
  }

  contents(): readonly string[] {
    return this.records;
  }
}
