import { showTime } from '../../base/time.ts';
import type { ReplyView, RequestView } from '../../trace/view.ts';
import { useLab, useView } from '../lab-context.tsx';
import { NodeLink } from '../widgets/NodeBadge.tsx';
import { VersionChip } from '../widgets/VersionChip.tsx';
import styles from './Inspector.module.css';
import { QuorumBar, outcomeText } from './QuorumBar.tsx';
import { RequestStory } from './RequestStory.tsx';
import { useRequestSubject } from './subject.ts';

/** One request: who was asked, who answered, and what came of it. */
export function RequestTab() {
  const request = useRequestSubject();
  if (request === null) {
    return (
      <div className={styles['empty']}>
        <p>No client has asked for anything yet. Press P to put, G to get.</p>
      </div>
    );
  }
  return (
    <div className={styles['tab']}>
      <div className={styles['heading']}>
        <h2 className="unseen">Request {request.request}</h2>
        <RequestPicker current={request} />
        <span className={styles['soft']}>{whenText(request)}</span>
      </div>
      <QuorumBar request={request} />
      <Asked request={request} />
      <Returned request={request} />
      <RequestStory request={request} />
    </div>
  );
}

const shownRequests = 200;

function RequestPicker({ current }: { current: RequestView }) {
  const { selecting } = useLab();
  const requests = [...useView((view) => view.requests).values()].slice(-shownRequests);
  return (
    <select
      className={styles['picker']}
      aria-label="Request"
      value={current.request}
      onChange={(event) => selecting.select({ type: 'request', request: event.target.value })}
    >
      {requests.map((request) => (
        <option key={request.request} value={request.request}>
          {request.request}: {requestText(request)}
        </option>
      ))}
    </select>
  );
}

function requestText({ op, key, value, client }: RequestView): string {
  return `${op} ${key}${value === null ? '' : ` ${value.slice(0, 20)}`}, ${client}`;
}

function whenText({ issuedAt, answeredAt }: RequestView): string {
  if (answeredAt === null) return `since ${showTime(issuedAt)}`;
  return `${showTime(answeredAt - issuedAt)}, at ${showTime(issuedAt)}`;
}

function Asked({ request }: { request: RequestView }) {
  const { chosen, coordinator, forwardedBy, client } = request;
  return (
    <section>
      <h3>Who is asked</h3>
      <dl className={styles['facts']}>
        {forwardedBy !== null && (
          <>
            <dt>handed on by</dt>
            <dd>
              <NodeLink node={forwardedBy} />
            </dd>
          </>
        )}
        <dt>coordinator</dt>
        <dd>
          {coordinator === null ? `none yet: ${client} waits` : <NodeLink node={coordinator} />}
        </dd>
      </dl>
      <ul>
        {chosen.map(({ node, standsInFor }) => (
          <li key={`${node}/${standsInFor}`} className={styles['row']}>
            <NodeLink node={node} />
            <span className={styles['soft']}>
              {standsInFor === null ? 'home' : `for ${standsInFor}`}
            </span>
            <Reply request={request} reply={request.replies.find(({ by }) => by === node)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reply({ request, reply }: { request: RequestView; reply: ReplyView | undefined }) {
  const { selecting } = useLab();
  if (!reply) {
    const isOver = request.completedAt !== null || request.outcome !== null;
    return <span className={styles['soft']}>{isOver ? 'no answer so far' : 'waiting…'}</span>;
  }
  return (
    <span className={styles['chips']}>
      <button
        type="button"
        className={styles['jump']}
        onClick={() => selecting.select({ type: 'event', event: reply.event })}
      >
        at {showTime(reply.at)}
        {reply.late && ', late'}
      </button>
      {reply.versions.map((version) => (
        <VersionChip key={`${version.dot.actor}${version.dot.counter}`} version={version} />
      ))}
      {request.op === 'get' && reply.versions.length === 0 && (
        <span className={styles['soft']}>has no such key</span>
      )}
    </span>
  );
}

function Returned({ request }: { request: RequestView }) {
  const { outcome, op, versions, readRepaired } = request;
  if (outcome === null) return null;
  return (
    <section>
      <h3>What {request.client} was told</h3>
      <p className={styles['chips']}>
        <span>{outcomeText(request)}</span>
        {outcome === 'ok' && op === 'get' && versions.length === 0 && <span>: no such key</span>}
        {versions.map((version) => (
          <VersionChip key={`${version.dot.actor}${version.dot.counter}`} version={version} />
        ))}
      </p>
      {op === 'get' && versions.length > 1 && (
        <p className={styles['soft']}>
          {versions.length} concurrent versions: the next put by {request.client} reconciles them.
        </p>
      )}
      {readRepaired.length > 0 && (
        <p className={styles['soft']}>Read repair mended {readRepaired.join(', ')}.</p>
      )}
    </section>
  );
}
