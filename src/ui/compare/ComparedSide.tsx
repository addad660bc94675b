import { Suspense, useEffect, useRef } from 'react';
import { useStore } from 'zustand';

import { showTime } from '../../base/time.ts';
import { horizonOf, withinHorizon, type Branch } from '../../lab/branch.ts';
import { lookAt, putOnSide } from '../../lab/comparing.ts';
import type { Target } from '../../scenes/mark.ts';
import type { Moment } from '../../scenes/picture.ts';
import type { ThemeName } from '../../scenes/theme.ts';
import { useLab, usePlayback, useTimeline } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';
import { ComparedPicture, ComparedSentence } from './ComparedPicture.tsx';
import styles from './CompareView.module.css';

interface ComparedSideProps {
  readonly branch: Branch;
  readonly side: 0 | 1;
  readonly theme: ThemeName;
  /** Of this run: names of requests may differ from the other's. */
  readonly selection: Target | null;
  readonly onSelect: (target: Target | null) => void;
}

const sideNames = ['Left', 'Right'] as const;

/** One of two runs, at the moment that the other one is shown at too. */
export function ComparedSide({ branch, side, theme, selection, onSelect }: ComparedSideProps) {
  const lab = useLab();
  const shown = useTimeline((state) => state.branch);
  const picture = useStore(lab.staging.store, (state) => state.picture);
  const isPlaying = usePlayback((state) => state.isPlaying && !state.isResting);
  const isShown = shown.id === branch.id;
  const { at } = shown.cursor;
  const cursor = isShown ? shown.cursor : withinHorizon(branch, at);
  const moment: Moment = {
    view: branch.projector.at(cursor),
    trace: branch.trace,
    selection,
    compared: null,
  };
  const knownUs = horizonOf(branch).at;
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    // A menu is of the run that is shown: asked for here, it makes this one it.
    const element = section.current;
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    const show = (): void => lookAt(lab, branch.id);
    const press = ({ key, shiftKey }: KeyboardEvent): void => {
      if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) show();
    };
    element?.addEventListener('contextmenu', show, options);
    element?.addEventListener('keydown', press, options);
    return () => listening.abort();
  }, [lab, branch.id]);
  return (
    <section
      ref={section}
      className={styles['side']}
      aria-label={`${sideNames[side]}: ${branch.name}`}
    >
      <header className={styles['heading']}>
        <BranchOfSide branch={branch} side={side} />
        {at > knownUs && <span className={styles['soft']}>known up to {showTime(knownUs)}</span>}
        <Button
          look="plain"
          isPressed={isShown}
          label={`Show the log and diagram of ${branch.name}`}
          onPress={() => lookAt(lab, branch.id)}
        >
          {isShown ? 'diagram below' : 'show below'}
        </Button>
      </header>
      <div className={styles['picture']}>
        <Suspense>
          <ComparedPicture
            name={picture}
            moment={moment}
            theme={theme}
            isPlaying={isPlaying}
            onSelect={onSelect}
          />
        </Suspense>
      </div>
      <p className={styles['sentence']}>
        <Suspense>
          <ComparedSentence name={picture} moment={moment} />
        </Suspense>
      </p>
    </section>
  );
}

function BranchOfSide({ branch, side }: Pick<ComparedSideProps, 'branch' | 'side'>) {
  const lab = useLab();
  const branches = useTimeline((state) => state.branches);
  return (
    <select
      className={styles['name']}
      aria-label={`Branch on the ${sideNames[side].toLowerCase()}`}
      value={branch.id}
      onChange={(event) => putOnSide(lab, side, Number(event.target.value))}
    >
      {branches.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
