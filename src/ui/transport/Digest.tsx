import { useEffect, useState } from 'react';

import { runningDigest } from '../../lab/digest.ts';
import type { Trace } from '../../trace/trace.ts';
import { copyText } from '../files/copy-text.ts';
import { useBranch, useLab, usePlayback } from '../lab-context.tsx';
import styles from './Transport.module.css';

/** Events hashed between two frames, so that a long trace freezes nothing. */
const sliceEvents = 2_000;

/** What the run was, in a few digits: the same run gives the same ones anywhere. */
export function Digest() {
  const { notices } = useLab();
  const digest = useDigest();
  const copy = async (): Promise<void> => {
    if (digest === null) return;
    const isCopied = await copyText(digest);
    notices.tell('note', isCopied ? 'The digest is in the clipboard.' : `The digest is ${digest}`);
  };
  return (
    <button
      type="button"
      className={styles['digest']}
      title={`Digest of all that happened in this run${digest ? `: ${digest}` : ''}. Click to copy.`}
      aria-label={digest ? `Digest ${digest}: copy` : 'Digest, being made'}
      onClick={() => void copy()}
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
    if (isMoving) return;
    const running = runningDigest(trace);
    let frame = 0;
    const goOn = (): void => {
      if (running.advance(sliceEvents)) setMade({ trace, events, hex: running.hex() });
      else frame = requestAnimationFrame(goOn);
    };
    frame = requestAnimationFrame(goOn);
    return () => cancelAnimationFrame(frame);
  }, [trace, events, isMoving]);
  const isOfThis = made?.trace === trace && made.events === events;
  return isOfThis && !isMoving ? made.hex : null;
}
