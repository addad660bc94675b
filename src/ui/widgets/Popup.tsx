import { ChevronDown } from 'lucide-react';
import { useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';

import button from './Button.module.css';
import styles from './Popup.module.css';

interface PopupProps {
  /** What the button shows. */
  readonly trigger: ReactNode;
  readonly label: string;
  readonly look?: 'framed' | 'plain';
  readonly kind: 'menu' | 'dialog';
  readonly children: (close: () => void) => ReactNode;
  readonly hasArrow?: boolean;
}

/**
 * A button that opens something above the page, by the browser's own means: a click elsewhere
 * or Escape closes it, and the focus goes back to the button.
 */
export function Popup({ trigger, label, look = 'plain', kind, children, hasArrow }: PopupProps) {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  useLayoutEffect(() => {
    const [at, above] = [anchor.current, panel.current];
    if (!isOpen || !at || !above) return;
    // Its size may change while it is open, or only be known when its content has been fetched.
    const observer = new ResizeObserver(() => place(above, at));
    observer.observe(above);
    place(above, at);
    return () => observer.disconnect();
  }, [isOpen]);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        popoverTarget={id}
        className={`${button['button']} ${button[look]}`}
        aria-haspopup={kind}
        aria-expanded={isOpen}
        aria-label={label}
      >
        {trigger}
        {hasArrow !== false && <ChevronDown size="1em" strokeWidth={1.75} aria-hidden />}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role={kind}
        aria-label={label}
        className={styles['panel']}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {isOpen && children(() => document.getElementById(id)?.hidePopover())}
      </div>
    </>
  );
}

const gapPx = 4;

/** Less room than that is none: what is fetched later could not even be seen to need more. */
const leastPx = 120;

/** Below its button, or above it where there is more room; never outside the window. */
function place(panel: HTMLElement, anchor: HTMLElement): void {
  const from = anchor.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const below = clientHeight - from.bottom;
  const isAbove = from.top > below && Math.max(leastPx, panel.scrollHeight) > below;
  const left = Math.min(from.left, clientWidth - panel.offsetWidth - 2 * gapPx);
  panel.style.left = `${Math.max(gapPx, left)}px`;
  panel.style.top = isAbove ? 'auto' : `${from.bottom + gapPx}px`;
  panel.style.bottom = isAbove ? `${clientHeight - from.top + gapPx}px` : 'auto';
  panel.style.maxHeight = `${(isAbove ? from.top : below) - 3 * gapPx}px`;
}
