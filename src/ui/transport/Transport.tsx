import { Pause, Play, SkipBack, SkipForward, StepBack, StepForward } from 'lucide-react';

import { showTime } from '../../base/time.ts';
import { isInPast } from '../../lab/branch.ts';
import type { StepUnit } from '../../trace/trace.ts';
import { PartProvider, useBranch, useLab, usePlayback } from '../lab-context.tsx';
import { later } from '../later.tsx';
import { Button } from '../widgets/Button.tsx';
import { stepForward } from './steps.ts';
import { BranchControl } from './BranchControl.tsx';
import { SpeedControl } from './SpeedControl.tsx';
import { StatusLine } from './StatusLine.tsx';
import styles from './Transport.module.css';

const LoopControl = later(async () => (await import('./LoopControl.tsx')).LoopControl);
const Digest = later(async () => (await import('./Digest.tsx')).Digest);

/** Where the focus goes when a run was opened: Space then plays and pauses it. */
export const playButtonId = 'play';

/** How time passes, and where in it we are. */
export function Transport() {
  return (
    <section className={styles['transport']} aria-label="Time">
      <Steps />
      <UnitControl />
      <SpeedControl />
      <PartProvider value="clock">
        <TimeReadout />
      </PartProvider>
      <StatusLine />
      <LoopControl />
      <BranchControl />
      <Digest />
    </section>
  );
}

function Steps() {
  const lab = useLab();
  const { travel, playback } = lab;
  const isMoving = usePlayback((state) => state.isPlaying);
  const isAtStart = useBranch(({ cursor }) => cursor.events <= 1);
  const atStart = isAtStart ? 'This is the start of the run.' : null;
  return (
    <div className={styles['steps']}>
      <Button
        icon={SkipBack}
        label="To the start"
        keyHint="Home"
        reason={atStart}
        onPress={() => travel.toStart()}
      />
      <Button
        icon={StepBack}
        label="Step back"
        keyHint="←"
        reason={atStart}
        onPress={() => travel.stepBack()}
      />
      <Button
        id={playButtonId}
        look="strong"
        icon={isMoving ? Pause : Play}
        label={isMoving ? 'Pause' : 'Play'}
        keyHint="Space"
        onPress={() => (isMoving ? playback.pause() : playback.play())}
      />
      <Button
        icon={StepForward}
        label="Step forward"
        keyHint="→"
        onPress={() => void stepForward(lab)}
      />
      <Button
        icon={SkipForward}
        label="To the end"
        keyHint="End"
        onPress={() => void travel.toEnd()}
      />
    </div>
  );
}

const units: readonly StepUnit[] = ['event', 'message', 'request', 'mark'];

function UnitControl() {
  const { playback } = useLab();
  const unit = usePlayback((state) => state.unit);
  return (
    <label className={styles['unit']}>
      <span>step by</span>
      <select
        value={unit}
        aria-label="Step by"
        onChange={(event) => playback.setUnit(event.target.value as StepUnit)}
      >
        {units.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
    </label>
  );
}

function TimeReadout() {
  const at = useBranch((branch) => branch.cursor.at);
  const isPast = useBranch(isInPast);
  return (
    <output className={styles['time']} aria-label="Virtual time" data-past={isPast || undefined}>
      {at < 1_000_000 ? `${(at / 1_000).toFixed(1)} ms` : showTime(at)}
    </output>
  );
}
