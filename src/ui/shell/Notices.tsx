import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';

import type { Notice } from '../../lab/notices.ts';
import { useLab } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';
import styles from './Notices.module.css';

/** Long enough to read twice. */
const noteMs = 9_000;

/** What there is to tell: failures stay, the rest goes away by itself. */
export function Notices() {
  const { notices } = useLab();
  const shown = useStore(notices.store);
  return (
    <section className={styles['notices']} aria-label="Notices">
      {shown.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeCard({ notice }: { notice: Notice }) {
  const { notices } = useLab();
  const { id, kind, text, advice, remedy } = notice;
  const mend = (): void => {
    notices.dismiss(id);
    remedy?.act();
  };
  useEffect(() => {
    if (kind === 'failure') return;
    const timer = setTimeout(() => notices.dismiss(id), noteMs);
    return () => clearTimeout(timer);
  }, [notices, id, kind]);
  return (
    <div
      className={`${styles['notice']} ${styles[kind]}`}
      role={kind === 'note' ? 'status' : 'alert'}
    >
      <p>
        {text}
        {advice !== null && <span className={styles['advice']}>{advice}</span>}
      </p>
      {remedy !== null && <Button onPress={mend}>{remedy.name}</Button>}
      <Button icon={X} look="plain" label="Dismiss" onPress={() => notices.dismiss(id)} />
    </div>
  );
}
