import { useState } from 'react';

import { showTime } from '../../base/time.ts';
import type { Selected } from '../../lab/selection.ts';
import { why, type Reason } from '../../scenes/sentence/why.ts';
import type { EventId } from '../../trace/event.ts';
import { useBranch, useLab, useSelection, useView } from '../lab-context.tsx';
import styles from './Inspector.module.css';
import { MessageReading } from './MessageReading.tsx';
import { MessageActions } from './MessageActions.tsx';
import { eventBehind } from './why-subject.ts';

/** Why is it as it is? The chain of causes, each a moment to go to. */
export function WhyTab() {
  const selected = useSelection((selection) => selection.selected);
  const trace = useBranch((branch) => branch.trace);
  const event = useLastKnown(
    selected,
    useView((view) => eventBehind(view, trace, selected)),
  );
  if (event === null) {
    return (
      <div className={styles['empty']}>
        <p>
          Click anything to ask why: a version, a hint, a message in flight, a node, an arrow below.
          While paused, everything can be reached with the Tab key too.
        </p>
      </div>
    );
  }
  const reasons = why(trace, event);
  return (
    <div className={styles['tab']}>
      <h2 className={styles['question']}>Why? {reasons.at(-1)?.sentence}</h2>
      {selected?.type === 'message' && <MessageReading event={event} />}
      {selected?.type === 'message' && <MessageActions message={selected.message} />}
      <section>
        <h3>How it came about</h3>
        <Reasons reasons={reasons} about={event} />
      </section>
    </div>
  );
}

/** A message that has arrived is no longer there; why it was sent can still be asked. */
function useLastKnown(selected: Selected | null, event: EventId | null): EventId | null {
  const [known, setKnown] = useState({ selected, event });
  const isNews = event !== null || selected !== known.selected;
  if (isNews && (known.event !== event || known.selected !== selected)) {
    setKnown({ selected, event });
  }
  return isNews ? event : known.event;
}

interface ReasonsProps {
  readonly reasons: readonly Reason[];
  readonly about: EventId;
}

function Reasons({ reasons, about }: ReasonsProps) {
  const { selecting, travel } = useLab();
  const shown = useBranch(({ cursor }) => cursor.events - 1);
  const go = (event: EventId): void => {
    selecting.select({ type: 'event', event: about });
    travel.seekAfter(event);
  };
  return (
    <ol className={styles['story']}>
      {reasons.map(({ event, at, sentence, isAside }) => (
        <li key={event}>
          <button
            type="button"
            className={`${styles['moment']} ${isAside ? styles['aside'] : ''}`}
            aria-current={event === shown ? 'step' : undefined}
            title="Go to this moment"
            onClick={() => go(event)}
          >
            <span className={styles['when']}>{showTime(at)}</span>
            <span>{sentence}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
