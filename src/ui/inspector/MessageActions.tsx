import type { MessageId } from '../../trace/event.ts';
import { useView } from '../lab-context.tsx';
import { CommandButton } from '../log/Actions.tsx';
import styles from './Inspector.module.css';

const delayUs = 50_000;

/** What can be done to a message while it is in flight. */
export function MessageActions({ message }: { message: MessageId }) {
  const flight = useView((view) => view.inFlight.get(message));
  return (
    <section>
      <h3>
        {message}
        {flight ? `, from ${flight.from} to ${flight.to}` : ': no longer in flight'}
      </h3>
      <fieldset className={styles['buttons']} aria-label={`What can happen to ${message}`}>
        <CommandButton command={{ type: 'drop', message }}>drop</CommandButton>
        <CommandButton command={{ type: 'duplicate', message }}>duplicate</CommandButton>
        <CommandButton command={{ type: 'delay', message, byUs: delayUs }}>
          delay 50ms
        </CommandButton>
        <CommandButton command={{ type: 'deliver', message }}>deliver now</CommandButton>
      </fieldset>
    </section>
  );
}
