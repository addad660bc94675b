/** What a picture carries beside itself, so that it opens the run again where it was taken. */
export interface Embedded {
  readonly script: string;
  /** As a link says it after its question mark. (lab/place.ts) */
  readonly place: string;
}
