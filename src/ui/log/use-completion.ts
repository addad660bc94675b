import { useEffect, useState, type KeyboardEvent } from 'react';

import type { Lab } from '../../lab/lab.ts';
import type { Candidate, CompletionContext, Completions } from '../../sim/script/complete.ts';
import { useLab } from '../lab-context.tsx';

type Complete = (source: string, column: number, context: CompletionContext) => Completions;

const shownCandidates = 8;
/** Longer lines are typed without help. */
const longestCompleted = 500;
const nothing: Completions = { column: 1, candidates: [], help: null };

/** What may come next in a line, and the keys that choose it, run the line or bring others back. */
export function useCompletion(text: string, field: { readonly current: HTMLElement | null }) {
  const lab = useLab();
  const [isOpen, setOpen] = useState(false);
  const [caret, setCaret] = useState(text.length);
  const [chosen, setChosen] = useState(-1);
  const complete = useComplete(isOpen);
  const { column, candidates: all, help } = completionsOf(lab, complete, text, caret);
  const candidates = isOpen ? all.slice(0, shownCandidates) : [];
  const close = (): void => {
    setOpen(false);
    setChosen(-1);
  };
  const open = (): void => {
    setCaret((field.current as HTMLInputElement | null)?.selectionStart ?? text.length);
    setOpen(true);
    setChosen(-1);
  };
  const take = ({ text: word }: Candidate): void => {
    const before = text.slice(0, column - 1) + word + (word.endsWith('=') ? '' : ' ');
    lab.prompt.type(before + text.slice(caret).trimStart());
    setCaret(before.length);
    setChosen(-1);
    requestAnimationFrame(() =>
      (field.current as HTMLInputElement | null)?.setSelectionRange(before.length, before.length),
    );
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const action = keyed(event, { lab, candidates, chosen, setChosen, close, take });
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  const form = help && text !== '' ? help.form : '';
  return { candidates, chosen, close, open, take, onKeyDown, form };
}

interface Choosing {
  readonly lab: Lab;
  readonly candidates: readonly Candidate[];
  readonly chosen: number;
  readonly setChosen: (chosen: number) => void;
  readonly close: () => void;
  readonly take: (candidate: Candidate) => void;
}

function keyed({ key, shiftKey, currentTarget }: KeyboardEvent<HTMLElement>, choosing: Choosing) {
  const { lab, candidates, chosen, setChosen, close, take } = choosing;
  const candidate = candidates[chosen];
  const first = candidate ?? candidates[0];
  switch (key) {
    case 'Enter':
      if (candidate) return () => take(candidate);
      return () => {
        close();
        void lab.prompt.submit();
      };
    case 'Tab':
      return first && !shiftKey ? () => take(first) : null;
    case 'Escape':
      return candidates.length > 0 ? close : () => currentTarget.blur();
    case 'ArrowDown':
      if (candidates.length > 0) return () => setChosen((chosen + 1) % candidates.length);
      return () => lab.prompt.newer();
    case 'ArrowUp':
      return chosen >= 0 ? () => setChosen(chosen - 1) : () => lab.prompt.older();
    default:
      return null;
  }
}

/** What completes lines; null until it is there. */
function useComplete(isWanted: boolean): Complete | null {
  const [complete, setComplete] = useState<Complete | null>(null);
  useEffect(() => {
    if (!isWanted || complete) return;
    const load = async (): Promise<void> => {
      const reader = await import('../../lab/reader.ts');
      setComplete(() => reader.complete);
    };
    void load();
  }, [isWanted, complete]);
  return complete;
}

function completionsOf(
  lab: Lab,
  complete: Complete | null,
  text: string,
  caret: number,
): Completions {
  if (!complete || text === '' || text.length > longestCompleted) return nothing;
  const { view } = lab.timeline.state;
  return complete(text, caret + 1, {
    nodes: [...view.nodes.keys()],
    clients: [...view.clients],
    keys: [...view.keys.keys()],
    messages: [...view.inFlight.keys()],
    settings: view.settings,
  });
}
