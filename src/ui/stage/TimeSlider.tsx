import type { KeyboardEvent, ReactNode } from 'react';

import { showTime, type Micros } from '../../base/time.ts';
import type { TimeScale } from '../../scenes/space-time/plot.ts';
import styles from './SpaceTime.module.css';

interface TimeSliderProps {
  readonly label: string;
  readonly time: TimeScale;
  readonly atUs: Micros;
  readonly onMove: (us: Micros) => void;
}

/**
 * A moment of the diagram for the keyboard: arrows move it by a hundredth of the window, with Shift
 * by a tenth. Pointers are the diagram's own.
 */
export function TimeSlider({ label, time, atUs, onMove }: TimeSliderProps): ReactNode {
  const press = (event: KeyboardEvent): void => {
    const us = keyed(event, time, atUs);
    if (us === null) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(us);
  };
  const isShown = atUs >= time.fromUs && atUs <= time.toUs;
  return (
    <input
      type="range"
      className={styles['slider']}
      style={{ left: `${time.x(Math.min(Math.max(atUs, time.fromUs), time.toUs))}px` }}
      hidden={!isShown}
      aria-label={label}
      aria-valuetext={showTime(atUs)}
      min={time.fromUs}
      max={time.toUs}
      step={1}
      value={atUs}
      onKeyDown={press}
      onChange={(event) => onMove(event.target.valueAsNumber)}
    />
  );
}

function keyed(event: KeyboardEvent, time: TimeScale, atUs: Micros): Micros | null {
  const stepUs = Math.max(1, Math.round((time.toUs - time.fromUs) / (event.shiftKey ? 10 : 100)));
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, atUs - stepUs);
    case 'ArrowRight':
    case 'ArrowUp':
      return atUs + stepUs;
    case 'PageDown':
      return Math.max(0, atUs - stepUs * 10);
    case 'PageUp':
      return atUs + stepUs * 10;
    case 'Home':
      return time.fromUs;
    case 'End':
      return time.toUs;
    default:
      return null;
  }
}
