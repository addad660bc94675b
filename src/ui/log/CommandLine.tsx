import { ChevronRight, CornerDownLeft } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';

import type { Candidate, Completions, CompletionContext } from '../../sim/script/complete.ts';
import { useLab } from '../lab-context.tsx';
import styles from './CommandLine.module.css';

const shownCandidates = 8;

/** Where a line of script is typed: with what may come next, and with the lines before. */
export function CommandLine() {
  const { prompt } = useLab();
  const { text, sentence, offers, changeable } = useStore(prompt.store);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const errorId = useId();
  const completing = useCompletion(text, field);
  useEffect(() => {
    if (offers === 0) return;
    field.current?.focus();
    field.current?.setSelectionRange(...changeable);
  }, [offers, changeable]);
  const { candidates, chosen } = completing;
  const isOpen = candidates.length > 0;
  return (
    <div className={styles['entry']}>
      <div className={styles['frame']} data-faulty={sentence !== null || undefined}>
        <ChevronRight size="1em" aria-hidden className={styles['mark']} />
        <textarea
          ref={field}
          id="command-line"
          rows={Math.min(6, text.slice(0, 2_000).split('\n').length)}
          className={styles['field']}
          value={text}
          placeholder="put cart milk"
          aria-label="Command line"
          aria-keyshortcuts="/"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- lines can be pasted into it
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={chosen >= 0 ? `${listId}-${chosen}` : undefined}
          aria-invalid={sentence !== null}
          aria-describedby={errorId}
          autoCapitalize="off"
          autoCorrect="off"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            prompt.type(event.target.value);
            completing.open();
          }}
          onKeyDown={completing.onKeyDown}
          onBlur={completing.close}
        />
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
      {isOpen && (
        <Candidates
          id={listId}
          candidates={candidates}
          chosen={chosen}
          onChoose={completing.take}
        />
      )}
      <p
        id={errorId}
        role={sentence ? 'alert' : undefined}
        className={sentence ? styles['fault'] : styles['help']}
      >
        {sentence ?? completing.form}
      </p>
    </div>
  );
}

interface CandidatesProps {
  readonly id: string;
  readonly candidates: readonly Candidate[];
  readonly chosen: number;
  readonly onChoose: (candidate: Candidate) => void;
}

function Candidates({ id, candidates, chosen, onChoose }: CandidatesProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a datalist knows no words, only whole texts
    <div id={id} role="listbox" aria-label="What may come next" className={styles['candidates']}>
      {candidates.map((candidate, index) => (
        <div
          key={candidate.text}
          id={`${id}-${index}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
          role="option"
          aria-selected={index === chosen}
          className={styles['candidate']}
          // The field must keep the focus, or it would close the list before the click.
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(candidate);
          }}
        >
          <code>{candidate.text}</code>
        </div>
      ))}
    </div>
  );
}

function useCompletion(text: string, field: { readonly current: HTMLTextAreaElement | null }) {
  const lab = useLab();
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const caret = field.current?.selectionStart ?? text.length;
  const complete = useComplete(isOpen);
  const { column, candidates: all, help } = completionsOf(lab, complete, text, caret);
  const candidates = isOpen ? all.slice(0, shownCandidates) : [];
  const close = (): void => {
    setOpen(false);
    setChosen(-1);
  };
  const take = ({ text: word }: Candidate): void => {
    const before = text.slice(0, column - 1) + word + (word.endsWith('=') ? '' : ' ');
    lab.prompt.type(before + text.slice(caret).trimStart());
    requestAnimationFrame(() => field.current?.setSelectionRange(before.length, before.length));
    setChosen(-1);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const candidate = candidates[chosen];
    const act = (action: () => void): void => {
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    if (event.key === 'Enter' && !event.shiftKey) {
      act(() => (candidate ? take(candidate) : (close(), void lab.prompt.submit())));
    } else if (event.key === 'Tab' && !event.shiftKey && candidates[0]) {
      act(() => take(candidate ?? (candidates[0] as Candidate)));
    } else if (event.key === 'Escape' && candidates.length > 0) act(close);
    else if (event.key === 'Escape') field.current?.blur();
    else if (event.key === 'ArrowDown' && candidates.length > 0) {
      act(() => setChosen((chosen + 1) % candidates.length));
    } else if (event.key === 'ArrowUp' && chosen >= 0) act(() => setChosen(chosen - 1));
    else if (event.key === 'ArrowUp' && !text.includes('\n')) act(() => lab.prompt.older());
    else if (event.key === 'ArrowDown' && !text.includes('\n')) act(() => lab.prompt.newer());
  };
  const form = help && text !== '' ? help.form : '';
  return { candidates, chosen, close, take, onKeyDown, open: () => setOpen(true), form };
}

const longestCompleted = 500;

type Complete = (source: string, column: number, context: CompletionContext) => Completions;

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
  lab: ReturnType<typeof useLab>,
  complete: Complete | null,
  text: string,
  caret: number,
): Completions {
  if (!complete || text === '' || text.length > longestCompleted || text.includes('\n')) {
    return { column: 1, candidates: [], help: null };
  }
  const { view } = lab.timeline.state;
  return complete(text, caret + 1, {
    nodes: [...view.nodes.keys()],
    clients: [...view.clients],
    keys: [...view.keys.keys()],
    messages: [...view.inFlight.keys()],
    settings: view.settings,
  });
}
