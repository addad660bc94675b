import { GitBranch } from 'lucide-react';

import { showTime } from '../../base/time.ts';
import type { Branch } from '../../lab/branch.ts';
import { whyNotAct } from '../../lab/why-not.ts';
import { useLab, useTimeline } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';
import styles from './Transport.module.css';

/** The runs there are, and a way to start another from here. */
export function BranchControl() {
  const { timeline, playback, door } = useLab();
  const branches = useTimeline((state) => state.branches);
  const id = useTimeline((state) => state.branch.id);
  const reason = useTimeline(({ branch }) => whyNotAct(branch));
  const choose = (chosen: number): void => {
    playback.pause();
    timeline.switchTo(chosen);
  };
  return (
    <div className={styles['branch']}>
      <label>
        <span>branch</span>
        <select
          value={id}
          aria-label="Branch"
          onChange={(event) => choose(Number(event.target.value))}
        >
          {branches.map((branch) => (
            <option key={branch.id} value={branch.id}>
              {nameOf(branch)}
            </option>
          ))}
        </select>
      </label>
      <Button
        icon={GitBranch}
        label="Fork: start a branch here"
        keyHint="F"
        look="plain"
        reason={reason}
        onPress={() => void door.fork()}
      />
    </div>
  );
}

function nameOf({ name, forkedFrom }: Branch): string {
  return forkedFrom ? `${name}, from ${forkedFrom.name} at ${showTime(forkedFrom.at)}` : name;
}
