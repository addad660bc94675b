import { useEffect, useState } from 'react';

import { hashing } from '../../lab/digest.ts';
import { drive } from '../../lab/drive.ts';
import type { Trace } from '../../trace/trace.ts';
import { copyDigest } from '../files/copy-digest.ts';
import { useBranch, useLab, usePlayback } from '../lab-context.tsx';
import styles from './Transport.module.css';

/** What the run was, in a few digits: the same run gives the same ones anywhere. */
export function Digest() {
  const { notices } = useLab();
  const digest = useDigest();
  return (
    <button
      type="button"
      className={styles['digest']}
      title={`Digest of all that happened in this run${digest ? `: ${digest}` : ''}. Click to copy.`}
      aria-label={digest ? `Digest ${digest}: copy` : 'Digest, being made'}
      onClick={() => digest !== null && void copyDigest(notices, digest)}
    >
      {digest ? digest.slice(0, 8) : '········'}
    </button>
  );
}

/** Of the whole branch; null while it is at play. */
function useDigest(): string | null {
  const trace = useBranch((branch) => branch.trace);
  const events = useBranch((branch) => branch.events);
  const isMoving = usePlayback((state) => state.isPlaying && !state.isResting);
  const [made, setMade] = useState<{ trace: Trace; events: number; hex: string } | null>(null);
  useEffect(() => {
    if (isMoving) return undefined;
    return drive(hashing(trace), {
      onShare: () => undefined,
      onMade: (hex) => setMade({ trace, events, hex }),
    });
  }, [trace, events, isMoving]);
  const isOfThis = made?.trace === trace && made.events === events;
  return isOfThis && !isMoving ? made.hex : null;
}
