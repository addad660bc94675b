import { messageFields } from '../../scenes/sentence/message-fields.ts';
import { sentOf } from '../../scenes/sentence/look-back.ts';
import type { EventId, EventOf } from '../../trace/event.ts';
import type { Trace } from '../../trace/trace.ts';
import { useBranch } from '../lab-context.tsx';
import styles from './Inspector.module.css';

/** What a message says, in the paper's terms; on its way, arrived or lost. */
export function MessageReading({ event }: { event: EventId }) {
  const trace = useBranch((branch) => branch.trace);
  const sent = sendingOf(trace, event);
  if (sent === null) return null;
  const { body, bytes, node, to } = sent;
  return (
    <section aria-label="What it says">
      <h3>What it says</h3>
      <dl className={styles['facts']}>
        <dt>message</dt>
        <dd>
          {body.type}, {bytes} bytes, {node} → {to}
        </dd>
        {messageFields(body).map(({ name, text }) => (
          <Fact key={name} name={name} text={text} />
        ))}
      </dl>
    </section>
  );
}

function Fact({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );
}

function sendingOf(trace: Trace, id: EventId): EventOf<'message-sent'> | null {
  const event = trace.event(id);
  if (event === undefined || !('message' in event)) return null;
  return event.type === 'message-sent' ? event : sentOf(trace, event);
}
