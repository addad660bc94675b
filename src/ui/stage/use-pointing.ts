import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

import type { Micros } from '../../base/time.ts';
import { hitTarget } from '../../scenes/hit.ts';
import type { Scene, Target } from '../../scenes/mark.ts';
import type { Plot, TimeScale } from '../../scenes/space-time/plot.ts';
import { pointable } from './pointable.ts';

export interface TimeWindow {
  readonly fromUs: Micros;
  readonly toUs: Micros;
}

/** What a pointer over the diagram needs to know, as of the last render. */
export interface Pointing {
  readonly scene: Scene;
  readonly plot: Plot;
  readonly time: TimeScale;
  /** Where the cursor is. */
  readonly nowUs: () => Micros;
  readonly onSeek: (us: Micros) => void;
  readonly onWindow: (window: TimeWindow) => void;
  readonly onSelect: (target: Target | null) => void;
}

/** The narrowest window that one can zoom into. */
const leastSpanUs = 200;
/** How near a pointer must be, px; fingers are less exact than mice. */
const reachPx = { mouse: 6, touch: 14 } as const;
/** A press that moves less than this is a click. */
const clickPx = 5;

/**
 * Pointers, wheel and pinch on the diagram:
 *
 *   on the cursor or the axis   drags the cursor
 *   elsewhere                   a click selects what is there, or moves the cursor there;
 *                               a drag moves the window
 *   wheel, pinch                zooms around the pointer; sideways it moves the window
 */
export function usePointing(element: RefObject<HTMLElement | null>, pointing: Pointing): void {
  const latest = useRef(pointing);
  useLayoutEffect(() => {
    latest.current = pointing;
  });
  useEffect(() => {
    const surface = element.current;
    if (surface === null) return;
    return attach(surface, () => latest.current);
  }, [element]);
}

interface Press {
  readonly id: number;
  readonly startX: number;
  x: number;
  readonly drags: 'cursor' | 'time';
  readonly window: TimeWindow;
  hasMoved: boolean;
}

function attach(surface: HTMLElement, now: () => Pointing): () => void {
  const presses = new Map<number, Press>();
  const place = (event: PointerEvent | WheelEvent): { x: number; y: number } => {
    const box = surface.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0 || hasOwnDrag(event.target)) return;
    const { x, y } = place(event);
    const { time } = now();
    const drags = isOnCursor(now(), x, y, event.pointerType) ? 'cursor' : 'time';
    const window = { fromUs: time.fromUs, toUs: time.toUs };
    presses.set(event.pointerId, {
      id: event.pointerId,
      startX: x,
      x,
      drags,
      window,
      hasMoved: false,
    });
    surface.setPointerCapture(event.pointerId);
    surface.dataset['dragging'] = drags;
  };
  const move = (event: PointerEvent): void => {
    const { x, y } = place(event);
    const press = presses.get(event.pointerId);
    if (press === undefined) {
      surface.dataset['over'] = over(now(), x, y, event.pointerType);
      return;
    }
    press.x = x;
    press.hasMoved ||= Math.abs(x - press.startX) >= clickPx;
    if (presses.size === 2) pinch([...presses.values()], now());
    else if (press.drags === 'cursor') seek(now(), x);
    else if (press.hasMoved) pan(press, now());
  };
  const up = (event: PointerEvent): void => {
    const press = presses.get(event.pointerId);
    presses.delete(event.pointerId);
    delete surface.dataset['dragging'];
    if (press === undefined || press.hasMoved || event.type === 'pointercancel') return;
    const { x, y } = place(event);
    click(now(), x, y, event.pointerType);
  };
  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    turnWheel(event, place(event).x, now());
  };
  pointable(surface, (event) => {
    const x = event.clientX - surface.getBoundingClientRect().left;
    const y = event.clientY - surface.getBoundingClientRect().top;
    const pointing = now();
    const hit = hitAt(pointing, x, y, 'mouse');
    return hit ?? { type: 'time', at: Math.max(0, Math.round(pointing.time.at(x))) };
  });
  surface.addEventListener('pointerdown', down);
  surface.addEventListener('pointermove', move);
  surface.addEventListener('pointerup', up);
  surface.addEventListener('pointercancel', up);
  surface.addEventListener('wheel', wheel, { passive: false });
  return () => {
    surface.removeEventListener('pointerdown', down);
    surface.removeEventListener('pointermove', move);
    surface.removeEventListener('pointerup', up);
    surface.removeEventListener('pointercancel', up);
    surface.removeEventListener('wheel', wheel);
  };
}

/** Something on the diagram that is dragged by itself. */
function hasOwnDrag(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-dragged-alone]') !== null;
}

function reachOf(pointerType: string): number {
  return pointerType === 'touch' ? reachPx.touch : reachPx.mouse;
}

function isOnCursor(
  { plot, time, nowUs }: Pointing,
  x: number,
  y: number,
  pointer: string,
): boolean {
  return y >= plot.bottom || Math.abs(time.x(nowUs()) - x) <= reachOf(pointer) + 2;
}

function hitAt({ scene }: Pointing, x: number, y: number, pointer: string): Target | null {
  const reach = reachOf(pointer);
  return hitTarget(scene.moving, { x, y }, reach) ?? hitTarget(scene.still, { x, y }, reach);
}

function over(pointing: Pointing, x: number, y: number, pointer: string): string {
  if (isOnCursor(pointing, x, y, pointer)) return 'cursor';
  return hitAt(pointing, x, y, pointer) === null ? 'nothing' : 'mark';
}

function seek({ time, onSeek }: Pointing, x: number): void {
  onSeek(Math.max(0, time.at(x)));
}

function click(pointing: Pointing, x: number, y: number, pointer: string): void {
  if (isOnCursor(pointing, x, y, pointer)) {
    seek(pointing, x);
    return;
  }
  const target = hitAt(pointing, x, y, pointer);
  if (target !== null) pointing.onSelect(target);
  else if (x >= pointing.plot.left) seek(pointing, x);
}

function pan(press: Press, { plot, onWindow }: Pointing): void {
  const { fromUs, toUs } = press.window;
  const byUs = ((press.startX - press.x) / (plot.right - plot.left)) * (toUs - fromUs);
  onWindow(moved(press.window, byUs));
}

function moved({ fromUs, toUs }: TimeWindow, byUs: number): TimeWindow {
  const from = Math.max(0, Math.round(fromUs + byUs));
  return { fromUs: from, toUs: from + (toUs - fromUs) };
}

/** Two fingers keep the times under them. */
function pinch(presses: readonly Press[], { plot, onWindow }: Pointing): void {
  const [a, b] = presses;
  if (a === undefined || b === undefined || Math.abs(b.x - a.x) < 12) return;
  const width = plot.right - plot.left;
  const { fromUs, toUs } = a.window;
  const perPx = (toUs - fromUs) / width;
  const timeA = fromUs + (a.startX - plot.left) * perPx;
  const timeB = fromUs + (b.startX - plot.left) * perPx;
  const nextPerPx = (timeB - timeA) / (b.x - a.x);
  if (!(nextPerPx > 0)) return;
  a.hasMoved = b.hasMoved = true;
  const from = timeA - (a.x - plot.left) * nextPerPx;
  onWindow(windowAt(from, from + width * nextPerPx));
}

/** At least {@link leastSpanUs} wide and not before the run. */
function windowAt(from: number, to: number): TimeWindow {
  const span = Math.max(leastSpanUs, Math.round(to - from));
  const fromUs = Math.max(0, Math.round(from));
  return { fromUs, toUs: fromUs + span };
}

function turnWheel(event: WheelEvent, x: number, { plot, time, onWindow }: Pointing): void {
  const span = time.toUs - time.fromUs;
  const unit = event.deltaMode === 1 ? 16 : 1;
  const sideways = event.shiftKey ? event.deltaY : event.deltaX;
  if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
    onWindow(moved(time, ((sideways * unit) / (plot.right - plot.left)) * span));
    return;
  }
  const factor = Math.exp(Math.max(-60, Math.min(60, event.deltaY * unit)) / 300);
  const at = time.at(x);
  onWindow(windowAt(at - (at - time.fromUs) * factor, at + (time.toUs - at) * factor));
}
