import { Suspense, lazy, use, type ReactNode } from 'react';

import type { MenuItem } from './menu-item.ts';
import type { MenuItems } from './MenuItems.tsx';
import { Popup } from './Popup.tsx';

/** As a function where it takes some looking up; the same promise each time where it is loaded. */
type Items = readonly MenuItem[] | (() => readonly MenuItem[]) | Promise<readonly MenuItem[]>;

interface MenuProps {
  readonly trigger: ReactNode;
  readonly label: string;
  readonly look?: 'framed' | 'plain';
  readonly items: Items;
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
  return (
    <Popup {...popup} kind="menu">
      {(close) => (
        <Suspense>
          <Open items={items} close={close} />
        </Suspense>
      )}
    </Popup>
  );
}

function Open({ items, close }: { readonly items: Items; readonly close: () => void }) {
  const List = loaded ?? LazyItems;
  const given = typeof items === 'function' ? items() : items;
  return <List items={given instanceof Promise ? use(given) : given} close={close} />;
}
