import { type ReactNode, useState } from 'react';

import { showTime } from '../../base/time.ts';
import type { Compared } from '../../lab/comparison.ts';
import { latencyAspect } from '../../trace/compare/compare-requests.ts';
import type { Difference, Group } from '../../trace/compare/difference.ts';
import styles from './DifferenceList.module.css';

interface DifferenceListProps {
  readonly compared: Compared;
  readonly names: readonly [string, string];
  readonly picked: Difference | null;
  readonly onPick: (difference: Difference) => void;
}

const headings: Readonly<Record<Group, string>> = {
  setup: 'What was done otherwise',
  request: 'Requests',
  end: 'At the end',
  invariant: 'Invariants',
};

const groups: readonly Group[] = ['setup', 'request', 'end', 'invariant'];

/** Listed at most; a load asks for thousands. */
const listedAtMost = 300;

/** Everything that is otherwise; each row leads to the moment at which it is there to be seen. */
export function DifferenceList(props: DifferenceListProps) {
  const { compared, names, picked, onPick } = props;
  const { differences, sentence } = compared.comparison;
  const bySubject = subjectsOf(differences);
  const minor = bySubject.filter(isMinor);
  const major = bySubject.filter((subject) => !isMinor(subject));
  const listed = major.slice(0, listedAtMost);
  const card = (of: readonly Difference[]) => (
    <Card key={keyOf(of)} of={of} picked={picked} onPick={onPick} />
  );
  return (
    <section className={styles['panel']} aria-label="Differences">
      <div className={styles['summary']}>
        <output className={styles['sentence']}>{sentence}</output>
        <p className={styles['soft']}>Both as known up to {showTime(compared.upToUs)}.</p>
        <div className={styles['names']} aria-hidden>
          <span />
          <b>{names[0]}</b>
          <b>{names[1]}</b>
        </div>
      </div>
      {groups.map((group) => {
        const of = listed.filter(([first]) => first?.group === group);
        if (of.length === 0) return null;
        return (
          <section key={group} className={styles['group']}>
            <h2>{headings[group]}</h2>
            {of.map(card)}
          </section>
        );
      })}
      {major.length > listed.length && (
        <p className={styles['soft']}>And {major.length - listed.length} more.</p>
      )}
      {minor.length > 0 && (
        <Minor count={minor.length} cards={() => minor.slice(0, listedAtMost).map(card)} />
      )}
    </section>
  );
}

interface MinorProps {
  readonly count: number;
  readonly cards: () => ReactNode;
}

/** Folded away, and not even drawn until it is asked for: there may be hundreds. */
function Minor({ count, cards }: MinorProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className={styles['group']}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{count === 1 ? '1 request' : `${count} requests`} only took another time</summary>
      {isOpen && cards()}
    </details>
  );
}

interface CardProps extends Pick<DifferenceListProps, 'picked' | 'onPick'> {
  readonly of: readonly Difference[];
}

/** All that is otherwise with one thing. */
function Card({ of, picked, onPick }: CardProps) {
  const [first] = of;
  if (!first) return null;
  return (
    <div className={styles['card']}>
      <h3>
        {first.subject}{' '}
        {first.group !== 'setup' && <span className={styles['soft']}>{showTime(first.atUs)}</span>}
      </h3>
      {of.map((difference) => (
        <button
          key={`${difference.aspect} ${difference.atUs} ${difference.words.join(' ')}`}
          type="button"
          className={styles['row']}
          aria-current={difference === picked || undefined}
          title={`Go to ${showTime(difference.atUs)}`}
          onClick={() => onPick(difference)}
        >
          <span className={styles['aspect']}>{difference.aspect}</span>
          <span>{difference.words[0]}</span>
          <span>{difference.words[1]}</span>
        </button>
      ))}
    </div>
  );
}

/** What is said of the same thing stands together: it follows one on the other. */
function subjectsOf(differences: readonly Difference[]): readonly (readonly Difference[])[] {
  const subjects: Difference[][] = [];
  for (const difference of differences) {
    const before = subjects.at(-1);
    if (before?.[0] && keyOf(before) === keyOf([difference])) before.push(difference);
    else subjects.push([difference]);
  }
  return subjects;
}

function isMinor(of: readonly Difference[]): boolean {
  return of.every(({ group, aspect }) => group === 'request' && aspect === latencyAspect);
}

function keyOf([first]: readonly Difference[]): string {
  if (!first) return '';
  const names = first.subjects.map((subject) =>
    subject?.type === 'request' ? subject.request : '',
  );
  const at = first.group === 'setup' ? 0 : first.atUs;
  return [first.group, first.subject, at, ...names].join(' ');
}
