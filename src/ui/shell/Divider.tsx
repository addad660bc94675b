import type { KeyboardEvent, PointerEvent } from 'react';

import styles from './Divider.module.css';
import type { Pane } from './panes.ts';

interface DividerProps {
  readonly label: string;
  readonly pane: Pane;
  /** On which side of the divider its panel lies. */
  readonly side: 'left' | 'right' | 'below';
}

const stepPx = 16;

/** Between two panels: dragged, moved with arrow keys, closed and opened with Enter. */
export function Divider({ label, pane, side }: DividerProps) {
  const { px, limits, resize, keep } = pane;
  const isLevel = side === 'below';
  const drag = (event: PointerEvent<HTMLElement>): void => {
    const divider = event.currentTarget;
    if (!divider.hasPointerCapture(event.pointerId)) return;
    resize(reached(event, divider, side) / grownOf(divider));
  };
  const press = (event: KeyboardEvent): void => {
    const wanted = keyed(event.key, pane, side);
    if (wanted === null) return;
    event.preventDefault();
    event.stopPropagation();
    resize(wanted);
  };
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- this one moves; a rule does not
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={isLevel ? 'horizontal' : 'vertical'}
      aria-valuenow={px}
      aria-valuemin={limits.closedPx}
      aria-valuemax={limits.mostPx}
      title="Drag to resize; double-click for the usual size"
      className={isLevel ? styles['level'] : styles['upright']}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onPointerUp={keep}
      onDoubleClick={() => resize(limits.usualPx)}
      onKeyDown={press}
      onBlur={keep}
    />
  );
}

/** The size that the panel would have if the divider lay under the pointer. */
function reached(
  { clientX, clientY }: PointerEvent,
  divider: HTMLElement,
  side: DividerProps['side'],
): number {
  const room = divider.parentElement?.getBoundingClientRect();
  if (!room) return 0;
  if (side === 'left') return clientX - room.left;
  return side === 'right' ? room.right - clientX : room.bottom - clientY;
}

/** On a large screen panels are so many times larger than their size says. (base.css) */
function grownOf(element: HTMLElement): number {
  return Number(getComputedStyle(element).getPropertyValue('--grown')) || 1;
}

function keyed(key: string, { px, limits }: Pane, side: DividerProps['side']): number | null {
  const grows = { left: 'ArrowRight', right: 'ArrowLeft', below: 'ArrowUp' }[side];
  const shrinks = { left: 'ArrowLeft', right: 'ArrowRight', below: 'ArrowDown' }[side];
  const isClosed = px === limits.closedPx;
  if (key === grows) return isClosed ? limits.leastPx : px + stepPx;
  if (key === shrinks) return px - stepPx < limits.leastPx ? limits.closedPx : px - stepPx;
  if (key === 'Enter') return isClosed ? limits.usualPx : limits.closedPx;
  return null;
}
