import { Repeat } from 'lucide-react';

import { usePlayback } from '../lab-context.tsx';
import { Popup } from '../widgets/Popup.tsx';
import { LoopMenu, LoopWords } from './LoopMenu.tsx';
import styles from './Transport.module.css';

/** Over what stretch playback goes round, and how to set it. */
export function LoopControl() {
  const isOn = usePlayback(({ loop }) => loop.isOn);
  const trigger = (
    <span className={styles['loop']} data-on={isOn || undefined}>
      <Repeat size="1.15em" strokeWidth={1.75} aria-hidden />
      <LoopWords />
    </span>
  );
  return (
    <Popup trigger={trigger} label={`Loop: ${isOn ? 'on' : 'off'}`} kind="menu" hasArrow={false}>
      {(close) => <LoopMenu close={close} />}
    </Popup>
  );
}
