import type { Version } from '../../dynamo/versioning/version.ts';
import { clockCounters, valueText } from '../../scenes/clock-text.ts';
import { useIdentities } from './NodeBadge.tsx';
import styles from './VersionChip.module.css';

interface VersionChipProps {
  readonly version: Version;
  /** A newer version exists somewhere that replaces it. */
  readonly isStale?: boolean;
  /** The home node that it waits for: the chip is a hint. */
  readonly hintFor?: string;
  readonly onPress?: (() => void) | undefined;
}

/** A version: its value, and its clock as counters in the colours of those who count. */
export function VersionChip({ version, isStale, hintFor, onPress }: VersionChipProps) {
  const identities = useIdentities();
  const home = hintFor === undefined ? null : identities.get(hintFor);
  const look = [styles['chip'], isStale && styles['stale'], home && styles['hint']];
  const content = (
    <>
      <span className={version.value === null ? styles['deleted'] : styles['value']}>
        {valueText(version)}
      </span>
      <span className={styles['clock']}>
        {clockCounters(version, identities).map(({ text, hue, isDot }) => (
          <span key={text} data-hue={hue} className={isDot ? styles['dot'] : styles['counter']}>
            {text}
          </span>
        ))}
      </span>
    </>
  );
  const shared = { className: look.filter(Boolean).join(' '), 'data-hue': home?.hue };
  if (!onPress) return <span {...shared}>{content}</span>;
  return (
    <button type="button" {...shared} title="Why is it here?" onClick={onPress}>
      {content}
    </button>
  );
}
