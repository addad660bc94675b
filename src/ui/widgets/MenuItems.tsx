import { Check, ChevronLeft, ChevronRight } from 'lucide-react';
import { Fragment, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

import type { MenuItem } from './menu-item.ts';
import styles from './Menu.module.css';

interface MenuItemsProps {
  readonly items: readonly MenuItem[];
  readonly close: () => void;
}

/** A menu that was opened in the place of another one, by the item of this index there. */
interface Level {
  readonly items: readonly MenuItem[];
  readonly from: number;
  readonly name: MenuItem['name'];
}

interface Place {
  readonly levels: readonly Level[];
  /** Which button is to have the focus; null: the one that is checked, or the first. */
  readonly focused: number | null;
}

/** More than these stand in two columns, or in three, where the page is wide enough. */
const manyItems = 10;
const veryManyItems = 20;

/**
 * The open menu. Arrows, Home, End and first letters move; Enter, Space and a click choose; what
 * opens a menu of its own opens it in the same place, and Left or Escape go back.
 */
export function MenuItems({ items, close }: MenuItemsProps) {
  const list = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place>({ levels: [], focused: null });
  const { levels } = place;
  const typed = useTyping();
  const level = levels.at(-1);
  const shown = level?.items ?? items;
  useEffect(() => {
    const buttons = buttonsOf(list.current);
    const checked = buttons.find(({ ariaChecked }) => ariaChecked === 'true');
    (buttons[place.focused ?? -1] ?? checked ?? buttons[0])?.focus();
  }, [place]);
  const open = (item: MenuItem, index: number): void => {
    if (!item.items) return;
    const inner: Level = { items: item.items(), from: index, name: item.name };
    // Every menu but the first begins with the way back.
    setPlace({ levels: [...levels, inner], focused: 1 });
  };
  const back = (): void => {
    const focused = (level?.from ?? 0) + (levels.length > 1 ? 1 : 0);
    setPlace({ levels: levels.slice(0, -1), focused });
  };
  const choose = (item: MenuItem, index: number): void => {
    if (item.reason) return;
    if (item.items) return open(item, index);
    close();
    item.onChoose?.();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const buttons = buttonsOf(list.current);
    const at = buttons.findIndex((button) => button === document.activeElement);
    const index = level ? at - 1 : at;
    const item = shown[index];
    const act = keyed(event.key, { buttons, at, typed, isInner: level !== undefined, back, close });
    const opens = event.key === 'ArrowRight' && item?.items && !item.reason;
    if (!act && !opens) return;
    event.preventDefault();
    event.stopPropagation();
    if (opens) open(item, index);
    else act?.();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the items bubble
    <div ref={list} className={columnsOf(shown)} onKeyDown={onKeyDown}>
      {level && (
        <button type="button" role="menuitem" className={styles['item']} onClick={back}>
          <ChevronLeft size="1em" aria-hidden className={styles['arrow']} />
          <span className={styles['words']}>
            <span className={styles['back']}>
              <span className="unseen">Back from </span>
              {level.name}
            </span>
          </span>
        </button>
      )}
      {shown.map((item, index) => (
        <Fragment key={`${levels.length}/${item.id}`}>
          {item.group !== shown[index - 1]?.group && <Heading>{item.group}</Heading>}
          <Item item={item} isFirst={!level && index === 0} onChoose={() => choose(item, index)} />
        </Fragment>
      ))}
    </div>
  );
}

function columnsOf({ length }: readonly MenuItem[]): string {
  if (length > veryManyItems) return `${styles['columns']} ${styles['three']}`;
  return length > manyItems ? (styles['columns'] ?? '') : '';
}

function Heading({ children }: { readonly children: ReactNode }) {
  return (
    <div role="presentation" className={styles['heading']}>
      {children}
    </div>
  );
}

interface ItemProps {
  readonly item: MenuItem;
  readonly isFirst: boolean;
  readonly onChoose: () => void;
}

function Item({ item, isFirst, onChoose }: ItemProps) {
  const { name, note, line, reason, isChecked, items } = item;
  return (
    <button
      type="button"
      role={isChecked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={isChecked}
      aria-disabled={reason ? true : undefined}
      aria-haspopup={items && 'menu'}
      tabIndex={isFirst ? 0 : -1}
      className={styles['item']}
      onClick={onChoose}
    >
      {isChecked !== undefined && (
        <Check size="1em" aria-hidden className={isChecked ? '' : styles['absent']} />
      )}
      <span className={styles['words']}>
        <span data-name>{name}</span>
        {note && !reason && <span className={styles['note']}>{note}</span>}
        {reason && <span className={styles['note']}>{reason}</span>}
        {line && !reason && <code className={styles['line']}>{line}</code>}
      </span>
      {items && <ChevronRight size="1em" aria-hidden className={styles['arrow']} />}
    </button>
  );
}

interface Keyed {
  readonly buttons: readonly HTMLButtonElement[];
  readonly at: number;
  readonly typed: (letter: string) => string;
  readonly isInner: boolean;
  readonly back: () => void;
  readonly close: () => void;
}

function keyed(key: string, { buttons, at, typed, isInner, back, close }: Keyed) {
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[key];
  if (to !== undefined) {
    typed(nothingTyped);
    return () => buttons.at(to % buttons.length)?.focus();
  }
  if (isInner && (key === 'Escape' || key === 'ArrowLeft')) return back;
  if (key === 'Escape' || key === 'Tab') return close;
  if (key.length !== 1 || key === ' ') return null;
  const start = typed(key.toLowerCase());
  // The same letter again goes to the next; more letters may stay where they are.
  const from = start.length === 1 ? at + 1 : at;
  const order = [...buttons.slice(from), ...buttons.slice(0, from)];
  return () => order.find((button) => nameOf(button).startsWith(start))?.focus();
}

/** Letters typed within this time of each other, and one right after the other, make one word. */
const wordMs = 600;
const nothingTyped = '';

function useTyping(): (letter: string) => string {
  const word = useRef({ text: '', at: 0 });
  return (letter) => {
    const now = performance.now();
    const before = now - word.current.at < wordMs ? word.current.text : '';
    const isAnew = letter === nothingTyped || before === letter;
    const text = isAnew ? letter : before + letter;
    word.current = { text, at: now };
    return text;
  };
}

function nameOf(button: HTMLElement): string {
  return (button.querySelector('[data-name]')?.textContent ?? '').toLowerCase();
}

function buttonsOf(list: HTMLElement | null): HTMLButtonElement[] {
  return [...(list?.querySelectorAll('button') ?? [])];
}
