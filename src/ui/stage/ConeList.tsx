import type { Target } from '../../scenes/mark.ts';
import { coneOf } from '../../scenes/space-time/subject.ts';
import { coneTable } from '../../scenes/space-time/telling.ts';
import type { TraceLike } from '../../scenes/trace-like.ts';
import type { Filter } from '../../trace/filter.ts';
import { useLab } from '../lab-context.tsx';
import styles from './ConeList.module.css';

interface ConeListProps {
  readonly trace: TraceLike;
  /** So that it is listed again when the trace has grown. */
  readonly traceLength: number;
  readonly selection: Target;
  readonly filter: Filter;
  readonly close: () => void;
}

/** What led to the selection and what follows from it, to read and to go on from. */
export function ConeList({ trace, selection, filter, close }: ConeListProps) {
  const { selecting } = useLab();
  const cone = coneOf(trace, selection);
  if (cone === null) return null;
  const { caption, rows } = coneTable(trace, cone, selection, filter);
  const subject = rows.find((row) => row[4] === 'is this')?.[0];
  return (
    <div className={styles['list']}>
      <p className={styles['caption']}>{caption}</p>
      {rows.length === 0 && <p>Nothing of it matches the filter.</p>}
      <ol>
        {rows.map(([id, , at, words, standing]) => (
          <li key={id} data-standing={standing} ref={id === subject ? toMiddle : null}>
            <button
              type="button"
              onClick={() => {
                close();
                selecting.select({ type: 'event', event: Number(id) });
              }}
            >
              <span className={styles['time']}>{at}</span>
              <span>{words}</span>
              <span className={styles['standing']}>{standing}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The list opens where past and future meet. */
function toMiddle(row: HTMLElement | null): void {
  row?.scrollIntoView({ block: 'center' });
}
