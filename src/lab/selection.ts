import { createStore, type StoreApi } from 'zustand/vanilla';

import type { ClientId, Key, NodeId, RequestId } from '../dynamo/names.ts';
import type { Dot } from '../dynamo/versioning/version.ts';
import type { EventId, MessageId } from '../trace/event.ts';

/** What is looked at: the one thing that colour is for. */
export type Selected =
  | { readonly type: 'node'; readonly node: NodeId }
  | { readonly type: 'key'; readonly key: Key }
  | { readonly type: 'request'; readonly request: RequestId }
  | { readonly type: 'message'; readonly message: MessageId }
  | { readonly type: 'client'; readonly client: ClientId }
  | { readonly type: 'version'; readonly key: Key; readonly node: NodeId; readonly dot: Dot }
  | {
      readonly type: 'hint';
      readonly key: Key;
      readonly holder: NodeId;
      readonly for: NodeId;
      readonly dot: Dot;
    }
  | { readonly type: 'event'; readonly event: EventId };

type SelectedVersion = Extract<Selected, { readonly type: 'version' }>;

export type InspectorTab = 'key' | 'node' | 'request' | 'why';

/**
 * The inspector remembers the last key, node and request, so that each tab has something to show
 * while another thing is selected.
 */
export interface Selection {
  readonly selected: Selected | null;
  /** Another version of the same key that was selected just before: the two are compared. */
  readonly compared: Selected | null;
  readonly tab: InspectorTab;
  readonly key: Key | null;
  readonly node: NodeId | null;
  readonly request: RequestId | null;
}

const nothingSelected: Selection = {
  selected: null,
  compared: null,
  tab: 'key',
  key: null,
  node: null,
  request: null,
};

export interface Selecting {
  readonly store: StoreApi<Selection>;
  /** Selects, and opens the tab that shows it. */
  select(selected: Selected): void;
  openTab(tab: InspectorTab): void;
  clear(): void;
  /** Another run: what was looked at is not there any more. */
  reset(): void;
}

export function createSelection(): Selecting {
  const store = createStore<Selection>(() => nothingSelected);
  return {
    store,
    select: (selected) =>
      store.setState((before) => ({
        selected,
        compared: comparedWith(selected, before.selected),
        tab: tabOf(selected),
        ...rememberedOf(selected),
      })),
    openTab: (tab) => store.setState({ tab }),
    clear: () => store.setState({ selected: null, compared: null }),
    reset: () => store.setState(nothingSelected, true),
  };
}

/** A version and one selected before it are a pair, when they are two of one key. */
function comparedWith(selected: Selected, before: Selected | null): SelectedVersion | null {
  if (selected.type !== 'version' || before?.type !== 'version') return null;
  const { dot, key } = selected;
  const isSame = before.dot.actor === dot.actor && before.dot.counter === dot.counter;
  return before.key === key && !isSame ? before : null;
}

function tabOf(selected: Selected): InspectorTab {
  switch (selected.type) {
    case 'node':
    case 'key':
    case 'request':
      return selected.type;
    case 'version':
    case 'hint':
    case 'message':
    case 'client':
    case 'event':
      return 'why';
  }
}

function rememberedOf(selected: Selected): Partial<Selection> {
  switch (selected.type) {
    case 'node':
      return { node: selected.node };
    case 'version':
      return { key: selected.key, node: selected.node };
    case 'hint':
      return { key: selected.key, node: selected.holder };
    case 'key':
      return { key: selected.key };
    case 'request':
      return { request: selected.request };
    case 'message':
    case 'client':
    case 'event':
      return {};
  }
}
