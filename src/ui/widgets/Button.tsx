import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { useLab } from '../lab-context.tsx';
import styles from './Button.module.css';

interface ButtonProps {
  readonly onPress: () => void;
  readonly id?: string;
  readonly children?: ReactNode;
  readonly icon?: LucideIcon;
  /** What it does, where the content does not say it in full. */
  readonly label?: string;
  /** The key that does the same. */
  readonly keyHint?: string | undefined;
  /** Why it cannot be done now: the button says so instead. */
  readonly reason?: string | null;
  readonly look?: 'framed' | 'plain' | 'strong' | 'danger';
  readonly isPressed?: boolean;
}

/** A button that stays reachable when it cannot act, and says why. */
export function Button(props: ButtonProps) {
  const { onPress, children, icon: Icon, label, keyHint, reason, look = 'framed' } = props;
  const { notices } = useLab();
  const act = reason ? () => notices.tell('refusal', reason, { about: 'press' }) : onPress;
  const title = reason ?? (children && !keyHint ? undefined : titleOf(label, keyHint));
  return (
    <button
      type="button"
      id={props.id}
      className={`${styles['button']} ${styles[look]} ${children ? '' : styles['square']}`}
      onClick={act}
      aria-label={label}
      aria-disabled={reason ? true : undefined}
      aria-pressed={props.isPressed}
      aria-keyshortcuts={keyHint?.replace('←', 'ArrowLeft').replace('→', 'ArrowRight')}
      title={title}
    >
      {Icon && <Icon size="1.15em" strokeWidth={1.75} aria-hidden />}
      {children}
      {children && keyHint && (
        <kbd className={styles['key']} aria-hidden>
          {keyHint}
        </kbd>
      )}
    </button>
  );
}

function titleOf(label: string | undefined, keyHint: string | undefined): string | undefined {
  if (!keyHint) return label;
  return label ? `${label} (${keyHint})` : undefined;
}
