import type { Micros } from '../../base/time.ts';
import { membershipOf, membersOf, type History } from '../../dynamo/membership/history.ts';
import type { Key, NodeId } from '../../dynamo/names.ts';
import type { PreferenceLists } from '../../dynamo/ring/preference-lists.ts';
import { preferenceListsOf } from '../../dynamo/self.ts';
import type { Settings } from '../../dynamo/settings.ts';

/** A client asks for the members this often; in between its view may be out of date. (§6.4) */
export const refreshEveryUs: Micros = 10_000_000;

/**
 * What a partition-aware client knows of the ring: the membership as a node told it. It is as old
 * as the last download, and the client goes by it all the same. (§6.4, protocol.md 20)
 */
export class MembersView {
  /** When it asks next; null before it needs a view. */
  refreshAt: Micros | null = null;
  private history: History | null = null;
  private settings: Settings | null = null;
  private lists: PreferenceLists | null = null;
  private members = '';

  /** Takes what a node told. Is anything else than before in it? */
  take(history: History): { readonly members: readonly NodeId[]; readonly isNews: boolean } {
    const members = membersOf(membershipOf(history));
    const before = this.members;
    this.members = members.join(' ');
    this.history = history;
    this.lists = null;
    return { members, isNews: this.members !== before };
  }

  /** All nodes in the order in which a request for the key tries them; null without a view. */
  listOf(key: Key, settings: Settings): readonly NodeId[] | null {
    if (!this.history) return null;
    if (!this.lists || this.settings !== settings) {
      this.lists = preferenceListsOf(membershipOf(this.history), settings);
      this.settings = settings;
    }
    return this.lists.of(key);
  }
}
