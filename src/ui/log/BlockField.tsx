import type { KeyboardEvent, Ref } from 'react';

import { useLab } from '../lab-context.tsx';
import styles from './CommandLine.module.css';
import type { FieldProps, TextField } from './LineField.tsx';

const mostRows = 6;

/** Many lines at once: some commands, or a whole script. */
export function BlockField({ ref, text, isFaulty, errorId }: FieldProps) {
  const { prompt } = useLab();
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') (event.target as HTMLElement).blur();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void prompt.submit();
  };
  return (
    <textarea
      ref={ref as Ref<TextField & HTMLTextAreaElement>}
      wrap="off"
      rows={Math.min(mostRows, text.slice(0, 2_000).split('\n').length)}
      className={styles['field']}
      value={text}
      aria-label="Command line"
      aria-invalid={isFaulty}
      aria-describedby={errorId}
      spellCheck={false}
      onChange={(event) => prompt.type(event.target.value)}
      onKeyDown={press}
    />
  );
}
