import { ChevronLeft, ChevronRight, Footprints, Pause, Play, X } from 'lucide-react';
import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useStore } from 'zustand';

import { toggleWalk } from '../../lab/walking.ts';
import { focusOf } from '../../scenes/focus.ts';
import { stepsOfWalk, type WalkStep } from '../../scenes/ring/walk-steps.ts';
import { useLab, useSelection, useView } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';
import styles from './WalkControl.module.css';

/** How long a step is seen while the walk goes on by itself. */
const stepMs = 2_400;

interface WalkControlProps {
  /** What is to be drawn and said; null: the whole walk. */
  readonly onStep: (step: WalkStep | null) => void;
}

/** The preference walk of the key in focus, step by step, and why each step is as it is. (§4.3) */
export function WalkControl({ onStep }: WalkControlProps): ReactNode {
  const { walking } = useLab();
  const step = useStore(walking, (state) => state.step);
  const steps = useSteps();
  const now = step === null ? null : (steps[Math.min(step, steps.length - 1)] ?? null);
  useEffect(() => {
    onStep(now);
    return () => onStep(null);
  }, [now, onStep]);
  if (steps.length === 0) return null;
  if (step !== null) return <Walk steps={steps} step={Math.min(step, steps.length - 1)} />;
  return (
    <div className={styles['walk']}>
      <Button
        icon={Footprints}
        keyHint="N"
        look="plain"
        label="Walk the preference list step by step"
        onPress={() => toggleWalk(walking)}
      >
        Walk
      </Button>
    </div>
  );
}

function useSteps(): readonly WalkStep[] {
  const view = useView((now) => now);
  const selected = useSelection((state) => state.selected);
  return stepsOfWalk(view, focusOf(view, selected));
}

function Walk({ steps, step }: { readonly steps: readonly WalkStep[]; readonly step: number }) {
  const { walking } = useLab();
  const [goesOn, setGoesOn] = useState(false);
  const last = steps.length - 1;
  const isPlaying = goesOn && step < last;
  const go = (to: number): void => walking.setState({ step: Math.max(0, Math.min(to, last)) });
  useEffect(() => {
    if (!isPlaying) return;
    const next = setTimeout(() => walking.setState({ step: step + 1 }), stepMs);
    return () => clearTimeout(next);
  }, [isPlaying, step, walking]);
  const press = (event: KeyboardEvent): void => {
    const to = { ArrowLeft: step - 1, ArrowRight: step + 1, Home: 0, End: last }[event.key];
    if (event.key === 'Escape') toggleWalk(walking);
    else if (to === undefined) return;
    else go(to);
    event.preventDefault();
    event.stopPropagation();
  };
  const play = (): void => {
    setGoesOn(!isPlaying);
    if (step === last) go(0);
  };
  return (
    <div
      role="toolbar"
      tabIndex={-1}
      aria-label="Preference walk"
      className={styles['walk']}
      onKeyDown={press}
    >
      <Button
        icon={ChevronLeft}
        look="plain"
        label="Walk a step back"
        onPress={() => go(step - 1)}
      />
      <output className={styles['count']}>
        {step + 1} of {steps.length}
        <span className={styles['reason']}>: {steps[step]?.sentence}</span>
      </output>
      <Button
        icon={ChevronRight}
        look="plain"
        label="Walk a step on"
        reason={step === last ? 'This is where the walk ends.' : null}
        onPress={() => go(step + 1)}
      />
      <Button
        icon={isPlaying ? Pause : Play}
        look="plain"
        label={isPlaying ? 'Stop walking' : 'Walk on by itself'}
        onPress={play}
      />
      <Button icon={X} look="plain" label="End the walk" onPress={() => toggleWalk(walking)} />
    </div>
  );
}
