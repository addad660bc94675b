import { type PointerEvent, type ReactNode, useState } from 'react';

import type { Micros } from '../../base/time.ts';
import type { LoopEnd } from '../../lab/loop.ts';
import type { Loop } from '../../lab/playback.ts';
import type { TimeScale } from '../../scenes/space-time/plot.ts';
import styles from './SpaceTime.module.css';
import { TimeSlider } from './TimeSlider.tsx';

interface LoopBandProps {
  readonly loop: Loop;
  readonly time: TimeScale;
  /** Where the lanes end and the axis begins, px. */
  readonly height: number;
  readonly onMove: (end: LoopEnd, us: Micros) => void;
}

/** From where to where the loop goes; while one end is not set, a line at the other. */
export function LoopBand({ loop, time, height, onMove }: LoopBandProps): ReactNode {
  const { fromUs, toUs, isOn } = loop;
  if (fromUs === null && toUs === null) return null;
  const within = (us: Micros): number => time.x(Math.min(Math.max(us, time.fromUs), time.toUs));
  const left = within(fromUs ?? toUs ?? 0);
  const right = within(toUs ?? fromUs ?? 0);
  if ((toUs ?? fromUs ?? 0) < time.fromUs || (fromUs ?? 0) > time.toUs) return null;
  return (
    <>
      <div
        className={styles['loop']}
        data-on={isOn || undefined}
        style={{ left: `${left}px`, width: `${Math.max(1, right - left)}px`, height }}
      />
      <End end="fromUs" atUs={fromUs} time={time} onMove={onMove} />
      <End end="toUs" atUs={toUs} time={time} onMove={onMove} />
    </>
  );
}

interface EndProps {
  readonly end: LoopEnd;
  readonly atUs: Micros | null;
  readonly time: TimeScale;
  readonly onMove: (end: LoopEnd, us: Micros) => void;
}

const labels = { fromUs: 'Start of the loop', toUs: 'End of the loop' } as const;

/** Dragged, it stays as far from the pointer as it was when it was taken hold of. */
function End({ end, atUs, time, onMove }: EndProps): ReactNode {
  const [heldPx, setHeldPx] = useState<number | null>(null);
  if (atUs === null || atUs < time.fromUs || atUs > time.toUs) return null;
  const move = (us: Micros): void => onMove(end, us);
  const hold = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setHeldPx(event.clientX - time.x(atUs));
  };
  const drag = (event: PointerEvent): void => {
    if (heldPx === null) return;
    move(time.at(event.clientX - heldPx));
  };
  const letGo = (): void => setHeldPx(null);
  return (
    <>
      <div
        className={styles['grip']}
        data-end={end}
        data-dragged-alone
        style={{ left: `${time.x(atUs)}px` }}
        onPointerDown={hold}
        onPointerMove={drag}
        onPointerUp={letGo}
        onPointerCancel={letGo}
      />
      <TimeSlider label={labels[end]} time={time} atUs={atUs} onMove={move} />
    </>
  );
}
