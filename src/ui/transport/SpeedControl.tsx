import { showSpeed, speedStop, speeds } from '../../lab/pace.ts';
import { useLab, usePlayback } from '../lab-context.tsx';
import styles from './Transport.module.css';

/** Virtual time per time of the one who watches, on a log scale. */
export function SpeedControl() {
  const { playback } = useLab();
  const speed = usePlayback((state) => state.speed);
  const readout = showSpeed(speed);
  return (
    <label className={styles['speed']}>
      <span>speed</span>
      <input
        type="range"
        min={0}
        max={speeds.length - 1}
        step={1}
        value={speedStop(speed)}
        aria-valuetext={`${readout} of real time`}
        onChange={(event) => playback.setSpeed(speeds[Number(event.target.value)] ?? speed)}
      />
      <output className={styles['readout']}>{readout}</output>
    </label>
  );
}
