import { ChevronRight, CornerDownLeft } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';

import { useLab } from '../lab-context.tsx';
import { BlockField } from './BlockField.tsx';
import styles from './CommandLine.module.css';
import { LineField, type TextField } from './LineField.tsx';

/** Where script is typed: one line, or what was pasted in many. */
export function CommandLine() {
  const { prompt } = useLab();
  const text = useStore(prompt.store, (state) => state.text);
  const sentence = useStore(prompt.store, (state) => state.sentence);
  const [form, setForm] = useState('');
  const field = useRef<TextField>(null);
  const errorId = useId();
  const isBlock = text.includes('\n');
  useOffers(field);
  useKeptFocus(field, isBlock);
  const shared = { ref: field, text, isFaulty: sentence !== null, errorId };
  return (
    <div className={styles['entry']}>
      <div className={styles['frame']} data-faulty={sentence !== null || undefined}>
        <ChevronRight size="1em" aria-hidden className={styles['mark']} />
        {isBlock ? <BlockField {...shared} /> : <LineField {...shared} onForm={setForm} />}
        <button
          type="button"
          className={styles['run']}
          title="Run this line (Enter)"
          aria-label="Run this line"
          onClick={() => void prompt.submit()}
        >
          <CornerDownLeft size="1em" aria-hidden />
        </button>
      </div>
      <p
        id={errorId}
        role={sentence ? 'alert' : undefined}
        className={sentence ? styles['fault'] : styles['help']}
      >
        {sentence ?? (isBlock ? '' : form)}
      </p>
    </div>
  );
}

type FieldRef = { readonly current: TextField | null };

/** Whoever is offered a line finds the caret in it. */
function useOffers(field: FieldRef): void {
  const { prompt } = useLab();
  const offers = useStore(prompt.store, (state) => state.offers);
  useEffect(() => {
    const offered = offers > 0 ? prompt.takeOffer() : null;
    if (offered === null) return;
    // By then a panel that opens for this offer is open.
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(...offered);
    });
  }, [prompt, offers, field]);
}

/** One field takes the other's place without the focus being lost. */
function useKeptFocus(field: FieldRef, isBlock: boolean): void {
  const before = useRef(isBlock);
  useEffect(() => {
    if (before.current === isBlock) return;
    before.current = isBlock;
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, [field, isBlock]);
}
