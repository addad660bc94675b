import { type ReactNode, type RefObject, useEffect, useState } from 'react';

import { type Target, targetKey } from '../../scenes/mark.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { isWorthSeeing } from '../../trace/worth-seeing.ts';
import { useTimeline } from '../lab-context.tsx';
import styles from './Stage.module.css';

interface Place {
  readonly event: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Room between what changed and its outline, px. */
const roomPx = 7;

/** Where states jump instead of moving: an outline, once, around whatever has just changed. */
export function ChangeOutline({ stage }: { readonly stage: RefObject<Element | null> }): ReactNode {
  const event = useTimeline(({ branch }) => branch.trace.event(branch.cursor.events - 1));
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    if (!event || !isWorthSeeing(event)) return;
    const frame = requestAnimationFrame(() => {
      if (stage.current) setPlace(placeOf(event, stage.current));
    });
    return () => cancelAnimationFrame(frame);
  }, [stage, event]);
  return place === null ? null : (
    <div key={place.event} className={styles['changed']} style={boxOf(place)} />
  );
}

function placeOf(event: TraceEvent, stage: Element): Place | null {
  const changed = targetsOf(event)
    .map((target) => stage.querySelector(`[data-target="${CSS.escape(targetKey(target))}"]`))
    .find((element) => element !== null);
  if (!changed) return null;
  const [box, origin] = [changed.getBoundingClientRect(), stage.getBoundingClientRect()];
  return {
    event: event.id,
    left: box.left - origin.left - roomPx,
    top: box.top - origin.top - roomPx,
    width: box.width + 2 * roomPx,
    height: box.height + 2 * roomPx,
  };
}

/** What an event changed, the nearest first; a message is there to be outlined only while paused. */
function targetsOf(event: TraceEvent): readonly Target[] {
  const owner: readonly Target[] = [
    { type: 'node', node: event.node },
    { type: 'client', client: event.node },
  ];
  return event.type === 'message-sent'
    ? [{ type: 'message', message: event.message }, ...owner]
    : owner;
}

function boxOf({ left, top, width, height }: Place) {
  return { left, top, width, height };
}
