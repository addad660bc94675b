import { use, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';

import { Dialog } from '../dialogs/Dialog.tsx';
import { useLab } from '../lab-context.tsx';
import type { Demo } from '../shell/demo.ts';
import type { DialogName } from '../shell/dialog-name.ts';
import { forgetTyped, typedEarly } from '../shell/typed-early.ts';
import { allEntries } from './entries.ts';
import type { Entry, Group } from './entry.ts';
import { matching } from './match.ts';
import styles from './Palette.module.css';
import { typedEntries, type Reader } from './typed-line.ts';

interface PaletteProps {
  readonly demos: Promise<readonly Demo[]>;
  readonly open: (dialog: DialogName) => void;
  readonly onClose: () => void;
}

/** One field in which everything is found, and done with Enter. */
export function Palette({ demos, open, onClose }: PaletteProps) {
  const lab = useLab();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const chosen = useRef<Entry | null>(null);
  const ready = use(demos);
  const reader = useReader();
  const [query, setQuery] = useState(typedEarly);
  const [moved, setAt] = useState<number | null>(null);
  const entries = useMemo(() => allEntries(lab, { demos: ready, open }), [lab, ready, open]);
  const shown = useMemo(
    () => [...typedEntries(lab, reader, query), ...matching(entries, query)],
    [lab, reader, entries, query],
  );
  // At first what can be done.
  const at =
    moved ??
    Math.max(
      0,
      shown.findIndex(({ reason }) => !reason),
    );
  const current = shown[at];
  useEffect(() => {
    field.current?.focus();
    forgetTyped();
  }, []);
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at]);
  const type = (text: string): void => {
    setQuery(text);
    setAt(null);
    field.current?.focus();
  };
  const choose = (entry: Entry | undefined): void => {
    if (!entry || entry.reason) return;
    if (entry.fill !== undefined) return type(entry.fill);
    chosen.current = entry;
    field.current?.closest('dialog')?.close();
  };
  /** What was chosen happens when the page has its focus back: it may want it itself. */
  const close = (): void => {
    onClose();
    chosen.current?.act?.();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const count = shown.length;
    const act = {
      ArrowDown: () => setAt(count === 0 ? 0 : (at + 1) % count),
      ArrowUp: () => setAt(count === 0 ? 0 : (at - 1 + count) % count),
      PageDown: () => setAt(Math.min(at + 8, count - 1)),
      PageUp: () => setAt(Math.max(at - 8, 0)),
      Enter: () => choose(current),
      ...(current?.fill !== undefined && !event.shiftKey && { Tab: () => choose(current) }),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <Dialog title="Find and do" onClose={close}>
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label="What to find or do"
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current && `${id}-${at}`}
        className={styles['field']}
        placeholder="a name, a command, a time…"
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <List id={id} entries={shown} at={at} onChoose={choose} />
      <output className="unseen">
        {shown.length === 0 ? 'Nothing is called so.' : `${shown.length} found`}
      </output>
    </Dialog>
  );
}

interface ListProps {
  readonly id: string;
  readonly entries: readonly Entry[];
  readonly at: number;
  readonly onChoose: (entry: Entry) => void;
}

function List({ id, entries, at, onChoose }: ListProps) {
  const blocks = inBlocks(entries);
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a datalist has no groups and no reasons
    <div id={`${id}-list`} role="listbox" aria-label="What there is" className={styles['list']}>
      {blocks.map(({ group, from, members }) => (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset does not group options
        <div key={from} role="group" aria-label={group} className={styles['group']}>
          <p className={styles['heading']} aria-hidden>
            {group}
          </p>
          {members.map((entry, index) => (
            <Option
              key={entry.id}
              id={`${id}-${from + index}`}
              entry={entry}
              isCurrent={from + index === at}
              onChoose={() => onChoose(entry)}
            />
          ))}
        </div>
      ))}
      {entries.length === 0 && (
        <p className={styles['detail']}>Nothing is called so. Try “kill”, “partition”, “film”.</p>
      )}
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly entry: Entry;
  readonly isCurrent: boolean;
  readonly onChoose: () => void;
}

function Option({ id, entry, isCurrent, onChoose }: OptionProps) {
  const { name, detail, keys, reason } = entry;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the keys
    <div
      id={id}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
      role="option"
      tabIndex={-1}
      aria-selected={isCurrent}
      aria-disabled={reason ? true : undefined}
      className={styles['option']}
      onClick={onChoose}
    >
      <span className={styles['name']}>{name}</span>
      {(reason ?? detail) && <span className={styles['detail']}>{reason ?? detail}</span>}
      {keys && <kbd className={styles['keys']}>{keys}</kbd>}
    </div>
  );
}

interface Block {
  readonly group: Group;
  readonly from: number;
  readonly members: Entry[];
}

function inBlocks(entries: readonly Entry[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const [index, entry] of entries.entries()) {
    const last = blocks.at(-1);
    if (last?.group === entry.group) last.members.push(entry);
    else blocks.push({ group: entry.group, from: index, members: [entry] });
  }
  return blocks;
}

/** What reads lines, once it is there. */
function useReader(): Reader | null {
  const [reader, setReader] = useState<Reader | null>(null);
  useEffect(() => {
    let isWanted = true;
    const load = async (): Promise<void> => {
      const loaded = await import('../../lab/reader.ts');
      if (isWanted) setReader(loaded);
    };
    void load();
    return () => {
      isWanted = false;
    };
  }, []);
  return reader;
}
