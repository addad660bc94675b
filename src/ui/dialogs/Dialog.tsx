import { X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';

import { Button } from '../widgets/Button.tsx';
import styles from './Dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Above the page until it is closed: by its button, by Escape, or by a click beside it. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    const closeBeside = (event: MouseEvent): void => {
      if (event.target === element) element?.close();
    };
    element?.addEventListener('click', closeBeside);
    return () => element?.removeEventListener('click', closeBeside);
  }, []);
  return (
    <dialog ref={dialog} className={styles['dialog']} aria-label={title} onClose={onClose}>
      <div className={styles['content']}>
        <header className={styles['header']}>
          <h2>{title}</h2>
          <Button icon={X} look="plain" label="Close" onPress={() => dialog.current?.close()} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
