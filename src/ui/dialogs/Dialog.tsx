import { X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';

import { Button } from '../widgets/Button.tsx';
import styles from './Dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Nothing is asked in it: keys are to move it, not what they could change. */
  readonly isToRead?: boolean;
  readonly children: ReactNode;
}

/**
 * Above the page until it is closed: by its button, by Escape, or by a click beside it. The button
 * comes last, so that what one came for has the focus first.
 */
export function Dialog({ title, onClose, isToRead = false, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    if (isToRead) {
      element?.focus();
      // What the browser gave the focus first may lie far down.
      element?.scrollTo(0, 0);
    }
    const closeBeside = (event: MouseEvent): void => {
      if (event.target === element) element?.close();
    };
    element?.addEventListener('click', closeBeside);
    return () => element?.removeEventListener('click', closeBeside);
  }, [isToRead]);
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      className={styles['dialog']}
      aria-label={title}
      onClose={onClose}
    >
      <div className={styles['content']}>
        <h2 className={styles['title']}>{title}</h2>
        {children}
        <div className={styles['close']}>
          <Button icon={X} look="plain" label="Close" onPress={() => dialog.current?.close()} />
        </div>
      </div>
    </dialog>
  );
}
