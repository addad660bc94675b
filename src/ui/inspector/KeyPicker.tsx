import { useLab, useView } from '../lab-context.tsx';
import styles from './Inspector.module.css';

const shownKeys = 200;

/** The key that is looked at; a list of all when there are several. */
export function KeyPicker({ current }: { current: string | null }) {
  const { selecting } = useLab();
  const keys = [...useView((view) => view.keys).keys()].slice(-shownKeys);
  if (keys.length < 2) return current && <h2 className={styles['name']}>{current}</h2>;
  return (
    <>
      <h2 className="unseen">Key {current}</h2>
      <select
        className={styles['picker']}
        aria-label="Key"
        value={current ?? ''}
        onChange={(event) => selecting.select({ type: 'key', key: event.target.value })}
      >
        {current !== null && !keys.includes(current) && <option>{current}</option>}
        {keys.map((key) => (
          <option key={key}>{key}</option>
        ))}
      </select>
    </>
  );
}
