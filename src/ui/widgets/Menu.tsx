import { Suspense, lazy, type ReactNode } from 'react';

import type { MenuItem } from './menu-item.ts';
import type { MenuItems } from './MenuItems.tsx';
import { Popup } from './Popup.tsx';

interface MenuProps {
  readonly trigger: ReactNode;
  readonly label: string;
  readonly look?: 'framed' | 'plain';
  /** As a function where it takes some looking up. */
  readonly items: readonly MenuItem[] | (() => readonly MenuItem[]);
  readonly hasArrow?: boolean;
}

/* The first picture needs no open menu. What is there already is drawn without waiting for it. */
let loaded: typeof MenuItems | null = null;

export async function loadMenuItems() {
  const module = await import('./MenuItems.tsx');
  loaded = module.MenuItems;
  return { default: module.MenuItems };
}

const LazyItems = lazy(loadMenuItems);

export function Menu({ items, ...popup }: MenuProps) {
  const Items = loaded ?? LazyItems;
  return (
    <Popup {...popup} kind="menu">
      {(close) => (
        <Suspense>
          <Items items={typeof items === 'function' ? items() : items} close={close} />
        </Suspense>
      )}
    </Popup>
  );
}
