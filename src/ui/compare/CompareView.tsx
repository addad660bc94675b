import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';

import { compare, leaveComparison, lookAt } from '../../lab/comparing.ts';
import type { Target } from '../../scenes/mark.ts';
import type { ThemeName } from '../../scenes/theme.ts';
import type { Comparison } from '../../trace/compare/compare.ts';
import type { Difference, Subject } from '../../trace/compare/difference.ts';
import { useLab, useSelection, useTimeline } from '../lab-context.tsx';
import { Notices } from '../shell/Notices.tsx';
import { useSelect } from '../shell/use-select.ts';
import { PictureChoice } from '../stage/PictureChoice.tsx';
import { Button } from '../widgets/Button.tsx';
import { ComparedSide } from './ComparedSide.tsx';
import styles from './CompareView.module.css';
import { DifferenceList } from './DifferenceList.tsx';
import { useComparison, useSides } from './use-comparison.ts';

interface CompareViewProps {
  readonly theme: ThemeName;
  /** Held in a hand: one picture at a time, the differences below. */
  readonly isNarrow: boolean;
}

/** Two runs side by side on one clock, and what is otherwise in the second. */
export function CompareView({ theme, isNarrow }: CompareViewProps) {
  const lab = useLab();
  const view = useRef<HTMLElement>(null);
  const sides = useSides();
  const [first, second] = sides;
  const compared = useComparison(first, second);
  const shownId = useTimeline((state) => state.branch.id);
  const [picked, setPicked] = useState<Difference | null>(null);
  useEffect(() => view.current?.focus(), []);
  const pick = (difference: Difference): void => {
    setPicked(difference);
    const own = difference.subjects[shownId === second?.id ? 1 : 0];
    if (own) lab.selecting.select(own);
    else lab.selecting.clear();
    void lab.travel.seek(difference.atUs);
  };
  const side = (at: 0 | 1) => {
    const branch = sides[at];
    if (!branch) return null;
    if (isNarrow && branch.id !== shownId) return null;
    return (
      <Side
        key={at}
        side={at}
        theme={theme}
        comparison={compared?.comparison ?? null}
        picked={picked}
      />
    );
  };
  return (
    <section
      ref={view}
      tabIndex={-1}
      className={`${styles['view']} ${isNarrow ? styles['narrow'] : ''}`}
      aria-label="Comparison"
    >
      <div className={styles['bar']}>
        <div className={styles['choice']}>
          <PictureChoice />
        </div>
        <Button keyHint="W" onPress={() => lab.comparing.setState({ isAsking: true })}>
          What if…
        </Button>
        <Button
          icon={X}
          look="plain"
          label="Leave the comparison"
          keyHint="Escape"
          onPress={() => leaveComparison(lab)}
        />
      </div>
      {isNarrow && first && second && <SideSwitch />}
      <div className={styles['sides']}>
        {side(0)}
        {second ? side(1) : <NothingYet />}
      </div>
      {first && second && (
        <div className={styles['differences']}>
          <Comparing />
          {compared && (
            <DifferenceList
              compared={compared}
              names={[first.name, second.name]}
              picked={picked}
              onPick={pick}
            />
          )}
        </div>
      )}
      <div className={styles['corner']}>
        <Notices />
      </div>
    </section>
  );
}

interface SideProps {
  readonly side: 0 | 1;
  readonly theme: ThemeName;
  readonly comparison: Comparison | null;
  readonly picked: Difference | null;
}

function Side({ side, theme, comparison, picked }: SideProps) {
  const lab = useLab();
  const sides = useSides();
  const branch = sides[side];
  const shownId = useTimeline((state) => state.branch.id);
  const selected = useSelection((state): Target | null => state.selected);
  const select = useSelect();
  if (!branch) return null;
  const isShown = branch.id === shownId;
  const own = isShown ? selected : otherSelection(selected, picked, comparison, side);
  const choose = (target: Target | null): void => {
    const isOfBoth = target === null || target.type === 'node' || target.type === 'key';
    if (!isOfBoth && !isShown && target.type !== 'time') lookAt(lab, branch.id);
    select(target);
  };
  return (
    <ComparedSide branch={branch} side={side} theme={theme} selection={own} onSelect={choose} />
  );
}

/** What is looked at on one side, by its name on the other: requests have shifted names. */
function otherSelection(
  selected: Target | null,
  picked: Difference | null,
  comparison: Comparison | null,
  side: 0 | 1,
): Target | null {
  const opposite = side === 0 ? 1 : 0;
  if (picked && isSame(picked.subjects[opposite], selected)) return picked.subjects[side];
  if (selected?.type !== 'request') return selected;
  const pair = comparison?.pairs.find(
    ({ requests }) => requests[opposite]?.request === selected.request,
  );
  const request = pair?.requests[side]?.request;
  return request === undefined ? null : { type: 'request', request };
}

function isSame(subject: Subject | null, selected: Target | null): boolean {
  if (subject === null || selected === null) return subject === selected;
  return JSON.stringify(subject) === JSON.stringify(selected);
}

/** Two long runs take a moment: how far it has come. */
function Comparing() {
  const { comparing } = useLab();
  const percent = useStore(comparing, ({ share }) => share && Math.floor(share * 100));
  if (percent === null) return null;
  return (
    <label className={styles['comparing']}>
      Comparing… {percent} %
      <progress value={percent} max={100} />
    </label>
  );
}

/** Which of the two is before the eyes, where there is room for one. */
function SideSwitch() {
  const lab = useLab();
  const sides = useSides();
  const shownId = useTimeline((state) => state.branch.id);
  return (
    <fieldset aria-label="Which of the two" className={styles['switch']}>
      {sides.map(
        (branch) =>
          branch && (
            <Button
              key={branch.id}
              look="plain"
              isPressed={branch.id === shownId}
              onPress={() => lookAt(lab, branch.id)}
            >
              {branch.name}
            </Button>
          ),
      )}
    </fieldset>
  );
}

function NothingYet() {
  const lab = useLab();
  const count = useTimeline((state) => state.branches.length);
  return (
    <section className={styles['empty']} aria-label="Nothing to compare with yet">
      <h2>Nothing to compare with yet</h2>
      <p>
        This is the only run. Ask what would have been, had one thing been otherwise; or go back,
        act there, and compare the two branches.
      </p>
      <Button look="strong" onPress={() => lab.comparing.setState({ isAsking: true })}>
        What if…
      </Button>
      {count > 1 && <Button onPress={() => void compare(lab)}>Compare with the latest</Button>}
    </section>
  );
}
