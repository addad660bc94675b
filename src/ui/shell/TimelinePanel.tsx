import { useCallback, useEffect, useState } from 'react';

import { horizonOf, isAtHorizon } from '../../lab/branch.ts';
import type { Target } from '../../scenes/mark.ts';
import type { ThemeName } from '../../scenes/theme.ts';
import { useBranch, useLab, usePlayback, useSelection } from '../lab-context.tsx';
import { SpaceTime } from './later.tsx';
import { useSelect } from './use-select.ts';
import { firstWindow, windowAround, type ShownWindow } from './time-window.ts';

/** The run as lanes of time. What is shown of it turns like a page when the cursor leaves it. */
export function TimelinePanel({ theme }: { theme: ThemeName }) {
  const { timeline, travel } = useLab();
  const trace = useBranch((branch) => branch.trace);
  const events = useBranch((branch) => branch.events);
  const atUs = useBranch((branch) => branch.cursor.at);
  const isLive = useBranch(isAtHorizon);
  const selection = useSelection((state): Target | null => state.selected);
  const loop = usePlayback((state) => state.loop);
  const select = useSelect();
  const [window, setWindow] = useState<ShownWindow>(firstWindow);
  const shown = windowAround(window, atUs, isLive);
  useEffect(
    () =>
      timeline.store.subscribe(({ branch }) =>
        setWindow((before) => windowAround(before, branch.cursor.at, isAtHorizon(branch))),
      ),
    [timeline],
  );
  const seek = useCallback(
    (us: number) => void travel.seek(Math.min(us, horizonOf(timeline.state.branch).at)),
    [timeline, travel],
  );
  return (
    <SpaceTime
      trace={trace}
      traceLength={events}
      fromUs={shown.fromUs}
      toUs={shown.toUs}
      atUs={atUs}
      theme={theme}
      selection={selection}
      loop={loop}
      onSeek={seek}
      onWindow={setWindow}
      onSelect={select}
    />
  );
}
