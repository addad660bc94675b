/** What stands together in the list, in this order. */
export const groups = [
  'This line',
  'Do',
  'Situations',
  'Branches',
  'Pictures',
  'Time',
  'Go to',
  'Look at',
  'Commands',
  'Settings',
  'Demos',
  'Run',
  'Page',
  'Diagram',
  'Nodes',
  'Messages',
] as const;

export type Group = (typeof groups)[number];

/** Something that can be found and done. */
export interface Entry {
  readonly id: string;
  readonly group: Group;
  readonly name: string;
  /** What there is to see, or the line of script that it is. */
  readonly detail?: string | undefined;
  /** The key that does the same. */
  readonly keys?: string;
  /** Why it cannot be done now. */
  readonly reason?: string | null;
  /** Shown only when it is looked for. */
  readonly isHidden?: boolean;
  /** Choosing it goes on typing, with this text. */
  readonly fill?: string;
  readonly act?: () => void;
}
