import { use, useEffect, useState } from 'react';

import type { NodeId } from '../../dynamo/names.ts';
import { isAtHorizon } from '../../lab/branch.ts';
import { useBranch, useLab, useView } from '../lab-context.tsx';

/** Whether the node's process lives at this moment: asked of the engine, not guessed. */
export function NodeWorker({ node }: { node: NodeId }) {
  const rung = use(useLab().rung);
  const isLive = useIsLive(node);
  const isAtEnd = useBranch(isAtHorizon);
  const isRecorded = useBranch((branch) => branch.isRecorded);
  const place = rung === 'same-thread' ? 'a process in this thread' : 'a Web Worker of its own';
  if (isRecorded) return <span>ran elsewhere, where this trace was recorded</span>;
  if (!isAtEnd) return <span>was {place}; this is the past</span>;
  if (isLive === null) return <span>asking…</span>;
  return (
    <span>{isLive ? `runs in ${place}` : 'terminated: its memory is gone, its disk stays'}</span>
  );
}

function useIsLive(node: NodeId): boolean | null {
  const { timeline } = useLab();
  const statusEvent = useView((view) => view.nodes.get(node)?.statusEvent);
  const branch = useBranch(({ id }) => id);
  const isAtEnd = useBranch((shown) => isAtHorizon(shown) && !shown.isRecorded);
  const question = `${branch}/${statusEvent}`;
  const [answer, setAnswer] = useState({ question: '', live: [] as readonly NodeId[] });
  useEffect(() => {
    if (!isAtEnd) return;
    let isWanted = true;
    const ask = async (): Promise<void> => {
      const live = await timeline.attempt(() => timeline.ask((engine) => engine.liveNodes()));
      if (isWanted && live) setAnswer({ question, live });
    };
    void ask();
    return () => {
      isWanted = false;
    };
  }, [timeline, question, isAtEnd]);
  return answer.question === question ? answer.live.includes(node) : null;
}
