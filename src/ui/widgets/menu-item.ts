/** What can be chosen in a menu. */
export interface MenuItem {
  readonly id: string;
  readonly name: string;
  /** The heading below which it stands, with its neighbours of the same group. */
  readonly group?: string;
  readonly note?: string | undefined;
  /** The line of script that it stands for. */
  readonly line?: string | undefined;
  /** Why it cannot be chosen now. */
  readonly reason?: string | null;
  /** One of several of which one holds. */
  readonly isChecked?: boolean;
  /** It opens a menu of its own: what is in it. */
  readonly items?: () => readonly MenuItem[];
  readonly onChoose?: () => void;
}
