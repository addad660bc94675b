import { Suspense, lazy } from 'react';

import { useView } from '../lab-context.tsx';
import { Popup } from '../widgets/Popup.tsx';
import styles from './QuorumControl.module.css';

const SettingsForm = lazy(async () => ({
  default: (await import('./SettingsForm.tsx')).SettingsForm,
}));

/** N, R and W as they are now; opens all settings that can change while the run goes on. */
export function QuorumControl() {
  const { n, r, w } = useView((view) => view.settings);
  const trigger = (
    <span className={styles['trigger']}>
      <span>
        N <b>{n}</b>
      </span>
      <span>
        R <b>{r}</b>
      </span>
      <span>
        W <b>{w}</b>
      </span>
    </span>
  );
  return (
    <Popup trigger={trigger} label={`N ${n}, R ${r}, W ${w}: settings`} look="framed" kind="dialog">
      {(close) => (
        <Suspense>
          <SettingsForm close={close} />
        </Suspense>
      )}
    </Popup>
  );
}
