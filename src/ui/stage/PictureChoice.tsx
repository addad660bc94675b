import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useStore } from 'zustand';

import { pictureNames, type PictureName } from '../../trace/pictures.ts';
import { useLab } from '../lab-context.tsx';
import styles from './PictureChoice.module.css';

const words: Readonly<Record<PictureName, string>> = {
  ring: 'Ring',
  history: 'History',
  request: 'Request',
  replicas: 'Replicas',
  hints: 'Hints',
  merkle: 'Merkle',
  members: 'Members',
  load: 'Load',
  health: 'Health',
};

/** One row of names: the picture on the stage is one of several. Where it is too long, it scrolls. */
export function PictureChoice(): ReactNode {
  const { staging } = useLab();
  const picture = useStore(staging.store, (state) => state.picture);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chosen = row.current?.querySelector(`[data-picture="${picture}"]`);
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [picture]);
  const move = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by !== 1 && by !== -1) return;
    event.preventDefault();
    event.stopPropagation();
    staging.turn(by);
    const name = staging.store.getState().picture;
    row.current?.querySelector<HTMLElement>(`[data-picture="${name}"]`)?.focus();
  };
  return (
    <div
      ref={row}
      role="toolbar"
      tabIndex={-1}
      aria-label="Picture"
      className={styles['row']}
      onKeyDown={move}
    >
      {pictureNames.map((name) => (
        <button
          key={name}
          type="button"
          data-picture={name}
          aria-pressed={name === picture}
          tabIndex={name === picture ? 0 : -1}
          title={`show ${name}`}
          className={styles['name']}
          onClick={() => staging.choose(name)}
        >
          {words[name]}
        </button>
      ))}
    </div>
  );
}
