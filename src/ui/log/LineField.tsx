import { useEffect, useId, type ClipboardEvent, type Ref } from 'react';

import type { Candidate } from '../../sim/script/complete.ts';
import { useLab } from '../lab-context.tsx';
import styles from './CommandLine.module.css';
import { useCompletion } from './use-completion.ts';

export type TextField = HTMLInputElement | HTMLTextAreaElement;

export interface FieldProps {
  readonly ref: { readonly current: TextField | null };
  readonly text: string;
  readonly isFaulty: boolean;
  readonly errorId: string;
}

interface LineFieldProps extends FieldProps {
  /** The form of the command that is being typed. */
  readonly onForm: (form: string) => void;
}

/** One line, with what may come next and with the lines before. */
export function LineField({ ref, text, isFaulty, errorId, onForm }: LineFieldProps) {
  const { prompt } = useLab();
  const listId = useId();
  const { candidates, chosen, form, open, close, take, onKeyDown } = useCompletion(text, ref);
  useEffect(() => onForm(form), [onForm, form]);
  const isOpen = candidates.length > 0;
  const paste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const pasted = event.clipboardData.getData('text');
    if (!pasted.includes('\n')) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    prompt.type(
      text.slice(0, selectionStart ?? 0) + pasted + text.slice(selectionEnd ?? text.length),
    );
  };
  return (
    <>
      <input
        ref={ref as Ref<HTMLInputElement>}
        type="text"
        className={styles['field']}
        value={text}
        placeholder="put cart milk"
        aria-label="Command line"
        aria-keyshortcuts="/"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={chosen >= 0 ? `${listId}-${chosen}` : undefined}
        aria-invalid={isFaulty}
        aria-describedby={errorId}
        autoCapitalize="off"
        autoCorrect="off"
        autoComplete="off"
        spellCheck={false}
        onPaste={paste}
        onChange={(event) => {
          prompt.type(event.target.value);
          open();
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      {isOpen && <Candidates id={listId} candidates={candidates} chosen={chosen} onChoose={take} />}
    </>
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
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a datalist offers whole texts, not words
    <div id={id} role="listbox" aria-label="What may come next" className={styles['candidates']}>
      {candidates.map((candidate, index) => (
        <div
          key={candidate.text}
          id={`${id}-${index}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
          role="option"
          tabIndex={-1}
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
