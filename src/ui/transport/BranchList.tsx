import { Columns2, Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';

import {
  deleteBranch,
  nameBranch,
  summaryOf,
  undoDelete,
  whyNotDelete,
} from '../../lab/branches.ts';
import { compare } from '../../lab/comparing.ts';
import type { Branch } from '../../lab/branch.ts';
import { useLab, useTimeline } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';
import styles from './BranchList.module.css';

/** The branches there are: to look at, to name, to delete. */
export function BranchList({ close }: { close: () => void }) {
  const lab = useLab();
  const branches = useTimeline((state) => state.branches);
  const shown = useTimeline((state) => state.branch.id);
  const list = useRef<HTMLUListElement>(null);
  const count = branches.length;
  const toShown = (): void => void requestAnimationFrame(() => currentOf(list.current)?.focus());
  useEffect(() => currentOf(list.current)?.focus(), [list]);
  const remove = async (id: number): Promise<void> => {
    await deleteBranch(lab, id);
    toShown();
  };
  const bringBack = async (): Promise<void> => {
    await undoDelete(lab);
    toShown();
  };
  const ask = (): void => {
    close();
    lab.comparing.setState({ isAsking: true });
  };
  const press = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'z' && !isField(event.target)) {
      event.preventDefault();
      void bringBack();
    } else if (moveFocus(event, list.current)) event.preventDefault();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the rows bubble
    <div className={styles['panel']} onKeyDown={press}>
      <h2 className={styles['heading']}>
        {count === 1 ? 'One branch' : `${count} branches`}
        <span className={styles['soft']}>
          {count === 1 ? 'Fork it here, or act in the past: the old future stays.' : ''}
        </span>
      </h2>
      <ul ref={list} className={styles['list']} aria-label="Branches">
        {branches.map((branch) => (
          <Row
            key={branch.id}
            branch={branch}
            isShown={branch.id === shown}
            close={close}
            remove={() => void remove(branch.id)}
          />
        ))}
      </ul>
      <div className={styles['foot']}>
        <Button keyHint="W" onPress={ask}>
          What if…
        </Button>
      </div>
    </div>
  );
}

interface RowProps {
  readonly branch: Branch;
  readonly isShown: boolean;
  readonly close: () => void;
  readonly remove: () => void;
}

function Row({ branch, isShown, close, remove }: RowProps) {
  const lab = useLab();
  const row = useRef<HTMLLIElement>(null);
  const [isNaming, setNaming] = useState(false);
  const shownName = useTimeline((state) => state.branch.name);
  const reason = useTimeline((state) => whyNotDelete(state.branches));
  const { id, name } = branch;
  const { origin, length, ending } = summaryOf(branch);
  const look = (): void => {
    if (!isShown) {
      lab.playback.pause();
      lab.timeline.switchTo(id);
    }
    close();
  };
  const leaveNaming = (): void => {
    setNaming(false);
    requestAnimationFrame(() => row.current?.querySelector('button')?.focus());
  };
  if (isNaming) {
    return (
      <li ref={row} className={styles['row']}>
        <NameField branch={branch} onDone={leaveNaming} />
      </li>
    );
  }
  return (
    <li ref={row} className={styles['row']}>
      <button
        type="button"
        className={styles['branch']}
        aria-current={isShown || undefined}
        onClick={look}
      >
        <b className={styles['name']}>{name}</b>
        <span className={styles['soft']}>
          {origin} · {length}
        </span>
        <span className={styles['soft']}>{ending}</span>
      </button>
      <Button
        icon={Columns2}
        look="plain"
        label={`Compare ${name} with ${shownName}`}
        reason={isShown ? 'It is the one that is shown: choose another one to compare.' : null}
        onPress={() => {
          close();
          void compare(lab, id);
        }}
      />
      <Button icon={Pencil} look="plain" label={`Rename ${name}`} onPress={() => setNaming(true)} />
      <Button
        icon={Trash2}
        look="plain"
        label={`Delete ${name}`}
        reason={reason}
        onPress={remove}
      />
    </li>
  );
}

/** A name is changed where it stands: Enter takes it, Escape leaves it as it was. */
function NameField({ branch, onDone }: { branch: Branch; onDone: () => void }) {
  const { timeline } = useLab();
  const [text, setText] = useState(branch.name);
  const [fault, setFault] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const save = async (): Promise<void> => {
    const reason = await nameBranch(timeline, branch.id, text);
    if (reason === null) onDone();
    setFault(reason);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onDone();
  };
  return (
    <form
      className={styles['naming']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <input
        ref={field}
        className={styles['field']}
        aria-label={`New name of ${branch.name}`}
        aria-invalid={fault !== null}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onKeyDown={press}
        onChange={(event) => {
          setText(event.target.value);
          setFault(null);
        }}
      />
      <Button onPress={() => void save()}>Rename</Button>
      {fault !== null && (
        <p role="alert" className={styles['fault']}>
          {fault}
        </p>
      )}
    </form>
  );
}

function isField(target: EventTarget): boolean {
  return target instanceof HTMLInputElement;
}

function rowsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>(`.${styles['branch']}`) ?? [])];
}

function currentOf(list: HTMLElement | null): HTMLElement | undefined {
  const rows = rowsOf(list);
  return rows.find((row) => row.ariaCurrent === 'true') ?? rows[0];
}

/** Up and down go from row to row. True when they did. */
function moveFocus({ key, target }: KeyboardEvent, list: HTMLElement | null): boolean {
  if (isField(target)) return false;
  const rows = rowsOf(list);
  const row = document.activeElement?.closest('li');
  const at = rows.findIndex((button) => button.closest('li') === row);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[key];
  if (to === undefined) return false;
  rows.at(to % rows.length)?.focus();
  return true;
}
