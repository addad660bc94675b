import { useMemo } from 'react';

import { showTime } from '../../base/time.ts';
import { sentenceOf } from '../../scenes/sentence/sentence.ts';
import type { TraceEvent } from '../../trace/event.ts';
import type { Trace } from '../../trace/trace.ts';
import type { RequestView } from '../../trace/view.ts';
import { useBranch, useLab } from '../lab-context.tsx';
import styles from './Inspector.module.css';

/** What happened in this request up to now, line by line. */
export function RequestStory({ request }: { request: RequestView }) {
  const { travel, selecting } = useLab();
  const trace = useBranch((branch) => branch.trace);
  const events = useBranch(({ cursor }) => cursor.events);
  const story = useMemo(() => storyOf(trace, request, events), [trace, request, events]);
  return (
    <section>
      <h3>What happened</h3>
      <ol className={styles['story']}>
        {story.map((event) => (
          <li key={event.id}>
            <button
              type="button"
              className={styles['moment']}
              aria-current={event.id === events - 1 ? 'step' : undefined}
              title="Go to this moment, and ask why"
              onClick={() => {
                travel.seekAfter(event.id);
                selecting.select({ type: 'event', event: event.id });
                selecting.openTab('request');
              }}
            >
              <span className={styles['when']}>{showTime(event.at)}</span>
              <span>{sentenceOf(trace, event)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** How far after its issue events of a request are looked for, and how many are listed. */
const reach = 4_000;
const listed = 60;

function storyOf(trace: Trace, { request, issuedBy }: RequestView, events: number): TraceEvent[] {
  const to = Math.min(events, issuedBy + reach);
  const story = trace.events
    .slice(issuedBy, to)
    .filter((event) => 'request' in event && event.request === request);
  return story.slice(0, listed);
}
