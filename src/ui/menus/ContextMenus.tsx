import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

import { useLab } from '../lab-context.tsx';
import { targetAt } from '../stage/pointable.ts';
import { MenuItems } from '../widgets/MenuItems.tsx';
import styles from './ContextMenus.module.css';
import { listenForMenus } from './listen-for-menus.ts';
import { targetMenu, type TargetMenu } from './target-menu.ts';

interface OpenMenu extends TargetMenu {
  readonly x: number;
  readonly y: number;
  readonly returnTo: Element | null;
}

/**
 * What can be done with a thing, where the thing is: a right click, a long press, or Shift+F10 and
 * the menu key on what has the focus.
 */
export function ContextMenus() {
  const lab = useLab();
  const [open, setOpen] = useState<OpenMenu | null>(null);
  useEffect(
    () =>
      listenForMenus((asked) => {
        const target = targetAt(asked);
        if (target === null) return false;
        const { clientX: x, clientY: y } = asked;
        // Its menu is about the message as it is now.
        if (target.type === 'message') lab.playback.pause();
        setOpen({ ...targetMenu(lab, target), x, y, returnTo: document.activeElement });
        return true;
      }),
    [lab],
  );
  const close = useCallback(() => setOpen(null), []);
  if (open === null) return null;
  return (
    <section aria-label="What can be done">
      <ContextMenu key={`${open.label} ${open.x} ${open.y}`} menu={open} close={close} />
    </section>
  );
}

function ContextMenu({ menu, close }: { menu: OpenMenu; close: () => void }) {
  const panel = useRef<HTMLDivElement>(null);
  const { x, y, label, items, returnTo } = menu;
  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return;
    element.showPopover();
    // An inner menu has another size.
    const observer = new ResizeObserver(() => place(element, x, y));
    observer.observe(element);
    place(element, x, y);
    return () => {
      observer.disconnect();
      giveFocusBack(element, returnTo);
    };
  }, [x, y, returnTo]);
  useEffect(() => {
    const beside = (event: Event): void => {
      if (!(event.target instanceof Node) || !panel.current?.contains(event.target)) close();
    };
    document.addEventListener('pointerdown', beside, true);
    window.addEventListener('resize', close);
    return () => {
      document.removeEventListener('pointerdown', beside, true);
      window.removeEventListener('resize', close);
    };
  }, [close]);
  return (
    <div ref={panel} popover="manual" role="menu" aria-label={label} className={styles['panel']}>
      <p className={styles['label']} aria-hidden>
        {label}
      </p>
      <MenuItems items={items} close={close} />
    </div>
  );
}

/** Unless what was chosen has taken it by then. */
function giveFocusBack(panel: Element, to: Element | null): void {
  const { activeElement } = document;
  const isFree = activeElement === null || activeElement === document.body;
  if (!isFree && !panel.contains(activeElement)) return;
  if (to instanceof HTMLElement || to instanceof SVGElement) to.focus();
}

const gapPx = 4;

/** At the pointer, and all of it in the window. */
function place(panel: HTMLElement, x: number, y: number): void {
  const { clientWidth, clientHeight } = document.documentElement;
  panel.style.maxHeight = `${clientHeight - 2 * gapPx}px`;
  const { offsetWidth, offsetHeight } = panel;
  panel.style.left = `${Math.max(gapPx, Math.min(x, clientWidth - offsetWidth - gapPx))}px`;
  panel.style.top = `${Math.max(gapPx, Math.min(y, clientHeight - offsetHeight - gapPx))}px`;
}
