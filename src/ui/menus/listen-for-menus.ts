import type { PlaceOnPage } from '../stage/pointable.ts';

/** How long a finger must stay, and how far it may stray. */
const longPressMs = 500;
const strayPx = 10;

/**
 * The ways in which a menu is asked for. `open` says whether there is one. Returns what ends it.
 *
 * Not every browser makes a `contextmenu` event of a long press, so fingers are timed here; and the
 * keys are taken before the browser makes an event of them, which may lie anywhere.
 */
export function listenForMenus(open: (asked: PlaceOnPage) => boolean): () => void {
  let press: { timer: number; x: number; y: number } | null = null;
  let isClickSpent = false;
  const menu = (event: MouseEvent): void => {
    endPress();
    const isOurs = event.target instanceof Element && event.target.closest('[role="menu"]');
    if (isOurs || open(event)) event.preventDefault();
  };
  const key = (event: KeyboardEvent): void => {
    const isMenuKey = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    if (!isMenuKey || !(event.target instanceof Element)) return;
    const { left, top, width, height } = event.target.getBoundingClientRect();
    const middle = { clientX: left + width / 2, clientY: top + height / 2 };
    if (open({ target: event.target, ...middle, isByKey: true })) event.preventDefault();
  };
  const down = (event: PointerEvent): void => {
    endPress();
    isClickSpent = false;
    if (event.pointerType !== 'touch' || !event.isPrimary) return;
    const { target, clientX, clientY } = event;
    const timer = window.setTimeout(() => {
      isClickSpent = open({ target, clientX, clientY });
    }, longPressMs);
    press = { timer, x: clientX, y: clientY };
  };
  const move = ({ clientX, clientY }: PointerEvent): void => {
    if (press && Math.hypot(clientX - press.x, clientY - press.y) > strayPx) endPress();
  };
  const endPress = (): void => {
    if (press) window.clearTimeout(press.timer);
    press = null;
  };
  /** The finger that is lifted after a long press has clicked nothing. */
  const click = (event: Event): void => {
    if (!isClickSpent) return;
    isClickSpent = false;
    event.preventDefault();
    event.stopPropagation();
  };
  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener('contextmenu', menu, { signal });
  document.addEventListener('keydown', key, { signal });
  document.addEventListener('pointerdown', down, { signal, capture: true });
  document.addEventListener('pointermove', move, { signal, capture: true });
  document.addEventListener('pointerup', endPress, { signal, capture: true });
  document.addEventListener('pointercancel', endPress, { signal, capture: true });
  document.addEventListener('click', click, { signal, capture: true });
  return () => {
    endPress();
    listening.abort();
  };
}
