import { Check } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';

import { Popup } from './Popup.tsx';
import styles from './Menu.module.css';

export interface MenuItem {
  readonly id: string;
  readonly name: ReactNode;
  readonly note?: string | undefined;
  /** One of several of which one holds. */
  readonly isChecked?: boolean;
  readonly onChoose: () => void;
}

interface MenuProps {
  readonly trigger: ReactNode;
  readonly label: string;
  readonly look?: 'framed' | 'plain';
  readonly items: readonly MenuItem[];
  readonly hasArrow?: boolean;
}

/** More than these stand in two columns, where the page is wide enough. */
const manyItems = 10;

export function Menu({ items, ...popup }: MenuProps) {
  return (
    <Popup {...popup} kind="menu">
      {(close) => <MenuItems items={items} close={close} />}
    </Popup>
  );
}

export function MenuItems({ items, close }: { items: readonly MenuItem[]; close: () => void }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const buttons = buttonsOf(list.current);
    (buttons.find(({ ariaChecked }) => ariaChecked === 'true') ?? buttons[0])?.focus();
  }, []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the items bubble
    <div
      ref={list}
      className={items.length > manyItems ? styles['columns'] : ''}
      onKeyDown={moveFocus}
    >
      {items.map(({ id, name, note, isChecked, onChoose }, index) => (
        <button
          key={id}
          type="button"
          role={isChecked === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={isChecked}
          tabIndex={index === 0 ? 0 : -1}
          className={styles['item']}
          onClick={() => {
            close();
            onChoose();
          }}
        >
          {isChecked !== undefined && (
            <Check size="1em" aria-hidden className={isChecked ? '' : styles['absent']} />
          )}
          <span className={styles['words']}>
            <span>{name}</span>
            {note && <span className={styles['note']}>{note}</span>}
          </span>
        </button>
      ))}
    </div>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const buttons = buttonsOf(event.currentTarget);
  const at = buttons.findIndex((button) => button === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  buttons.at(to % buttons.length)?.focus();
}

function buttonsOf(list: HTMLElement | null): HTMLButtonElement[] {
  return [...(list?.querySelectorAll('button') ?? [])];
}
