import { showTime } from '../../base/time.ts';
import { latestRequests } from '../../scenes/focus.ts';
import { replicasOf, type ReplicaRow } from '../../scenes/replicas/replicas.ts';
import type { KeyView } from '../../trace/view.ts';
import { useLab, useView } from '../lab-context.tsx';
import { NodeBadge, NodeLink } from '../widgets/NodeBadge.tsx';
import { VersionChip } from '../widgets/VersionChip.tsx';
import styles from './Inspector.module.css';
import { KeyPicker } from './KeyPicker.tsx';
import { PreferenceList } from './PreferenceList.tsx';
import { QuorumBar } from './QuorumBar.tsx';
import { useKeySubject } from './subject.ts';

/** One key: who keeps it, and what each of them holds. */
export function KeyTab() {
  const key = useKeySubject();
  if (key === null) {
    return (
      <div className={styles['empty']}>
        <KeyPicker current={null} />
        <p>No key was written or read yet. Put one: press P, or type “put cart milk”.</p>
      </div>
    );
  }
  return (
    <div className={styles['tab']}>
      <div className={styles['heading']}>
        <KeyPicker current={key.key} />
        <code
          className={styles['soft']}
          title={`MD5 of the key: its position on the ring, ${key.position}`}
        >
          {key.position.slice(0, 12)}…
        </code>
      </div>
      <PreferenceList keyView={key} />
      <Replicas keyView={key} />
      <LatestRequest keyView={key} />
    </div>
  );
}

function Replicas({ keyView }: { keyView: KeyView }) {
  const rows = useView((view) => replicasOf(view, keyView.key));
  return (
    <section>
      <h3>Replicas</h3>
      {rows.length === 0 && <p className={styles['soft']}>Nobody has been asked to keep it yet.</p>}
      <ul>
        {rows.map((row) => (
          <Replica key={row.node} row={row} keyView={keyView} />
        ))}
      </ul>
    </section>
  );
}

function Replica({ row, keyView }: { row: ReplicaRow; keyView: KeyView }) {
  const { selecting } = useLab();
  const { key } = keyView;
  const isEmpty = row.versions.length === 0 && row.hints.length === 0;
  return (
    <li className={styles['row']}>
      <NodeLink node={row.node} status={row.status} />
      <span className={styles['soft']}>{roleText(row)}</span>
      <span className={styles['chips']}>
        {row.versions.map(({ version, storedBy, isStale }) => (
          <VersionChip
            key={storedBy}
            version={version}
            isStale={isStale || row.status === 'down'}
            onPress={() =>
              selecting.select({ type: 'version', key, node: row.node, dot: version.dot })
            }
          />
        ))}
        {row.hints.map((hint) => (
          <span key={`${hint.storedBy}/${hint.for}`} className={styles['hint']}>
            <VersionChip
              version={hint.version}
              isStale={hint.isStale}
              hintFor={hint.for}
              onPress={() =>
                selecting.select({
                  type: 'hint',
                  key,
                  holder: row.node,
                  for: hint.for,
                  dot: hint.version.dot,
                })
              }
            />
            <span>
              hint for <NodeBadge node={hint.for} />
            </span>
          </span>
        ))}
        {isEmpty && <span className={styles['soft']}>nothing yet</span>}
      </span>
    </li>
  );
}

function roleText({ role, status, since, isStale, versions }: ReplicaRow): string {
  if (status === 'down') return `down since ${showTime(since)}`;
  if (status === 'paused') return `paused since ${showTime(since)}`;
  switch (role.type) {
    case 'coordinator':
      return 'coordinator';
    case 'home':
      return isStale && versions.length > 0 ? 'home, behind' : 'home';
    case 'stands-in':
      return 'stands in';
    case 'holder':
      return 'holds a copy';
  }
}

function LatestRequest({ keyView }: { keyView: KeyView }) {
  const { selecting } = useLab();
  const request = useView((view) => latestRequests(view.requests).ofKey.get(keyView.key) ?? null);
  if (request === null) return null;
  return (
    <section>
      <h3>
        <button
          type="button"
          className={styles['jump']}
          onClick={() => selecting.select({ type: 'request', request: request.request })}
        >
          Latest: {request.op} by {request.client}
        </button>
      </h3>
      <QuorumBar request={request} />
    </section>
  );
}
