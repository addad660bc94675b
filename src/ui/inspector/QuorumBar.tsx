import type { ReplyView, RequestView } from '../../trace/view.ts';
import { NodeBadge } from '../widgets/NodeBadge.tsx';
import styles from './QuorumBar.module.css';

/** Replies against R or W, one field for each that is needed; what came later stands apart. */
export function QuorumBar({ request }: { request: RequestView }) {
  const { needed, replies, op } = request;
  const letter = op === 'get' ? 'R' : 'W';
  const counted = replies.slice(0, needed);
  const rest = replies.slice(needed);
  return (
    <div className={styles['quorum']}>
      <p>
        {Math.min(replies.length, needed)} of {letter} = {needed}{' '}
        <span className={outcomeStyle(request)}>{outcomeText(request)}</span>
      </p>
      <div className={styles['bar']} aria-hidden>
        {Array.from({ length: needed }, (_, index) => (
          <Field key={index} reply={counted[index]} />
        ))}
        {rest.length > 0 && <span className={styles['rest']} />}
        {rest.map((reply) => (
          <Field key={reply.by} reply={reply} />
        ))}
      </div>
    </div>
  );
}

function Field({ reply }: { reply: ReplyView | undefined }) {
  return (
    <span className={reply ? styles['met'] : styles['open']}>
      {reply && <NodeBadge node={reply.by} status="up" />}
    </span>
  );
}

export function outcomeText({ outcome, reason, completedAt }: RequestView): string {
  if (outcome === 'ok') return 'answered: ok';
  if (outcome === 'failed') return `failed: ${(reason ?? 'unknown').replaceAll('-', ' ')}`;
  return completedAt === null ? 'waiting' : 'met; the answer is on its way';
}

function outcomeStyle({ outcome }: RequestView): string | undefined {
  return outcome === null ? styles['waiting'] : styles[outcome];
}
