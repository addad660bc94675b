import type { MessageKind } from '../dynamo/message.ts';
import type { Key, RequestId } from '../dynamo/names.ts';

/** What of a run is looked at; the rest is left out. */
export interface Filter {
  /** Only what has to do with this key; null: all. */
  readonly key: Key | null;
  /** Only what was done for this request; null: all. */
  readonly request: RequestId | null;
  /** Messages of these kinds are left out. */
  readonly hiddenKinds: readonly MessageKind[];
}

export const noFilter: Filter = { key: null, request: null, hiddenKinds: [] };

/** Which keys and which request something is about, and its kind if it is a message. */
export interface About {
  readonly keys: readonly Key[];
  readonly request: RequestId | null;
  readonly kind: MessageKind | null;
}

export function passes({ key, request, hiddenKinds }: Filter, about: About): boolean {
  return (
    (request === null || about.request === request) &&
    (key === null || about.keys.includes(key)) &&
    (about.kind === null || !hiddenKinds.includes(about.kind))
  );
}

export function isFiltering({ key, request, hiddenKinds }: Filter): boolean {
  return key !== null || request !== null || hiddenKinds.length > 0;
}
