/** What the benchmark uses of a package without types. */
declare module 'hashring' {
  export default class HashRing {
    constructor(servers: readonly string[], algorithm: string, options: Record<string, number>);
    /** The first `size` servers clockwise from the key, each once if `unique`. */
    range(key: string, size: number, unique: boolean): string[];
  }
}
