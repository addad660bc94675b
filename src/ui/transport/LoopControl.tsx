import { Repeat } from 'lucide-react';
import { Suspense, lazy } from 'react';

import { usePlayback } from '../lab-context.tsx';
import { Popup } from '../widgets/Popup.tsx';
import styles from './Transport.module.css';

const LoopMenu = lazy(async () => ({ default: (await import('./LoopMenu.tsx')).LoopMenu }));
const LoopWords = lazy(async () => ({ default: (await import('./LoopMenu.tsx')).LoopWords }));

/** Over what stretch playback goes round, and how to set it. */
export function LoopControl() {
  const { fromUs, toUs, isOn } = usePlayback((state) => state.loop);
  const trigger = (
    <span className={styles['loop']} data-on={isOn || undefined}>
      <Repeat size="1.15em" strokeWidth={1.75} aria-hidden />
      {(fromUs ?? toUs) !== null && (
        <Suspense>
          <LoopWords />
        </Suspense>
      )}
    </span>
  );
  return (
    <Popup trigger={trigger} label={`Loop: ${isOn ? 'on' : 'off'}`} kind="menu" hasArrow={false}>
      {(close) => (
        <Suspense>
          <LoopMenu close={close} />
        </Suspense>
      )}
    </Popup>
  );
}
