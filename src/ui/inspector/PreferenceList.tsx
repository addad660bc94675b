import type { KeyView } from '../../trace/view.ts';
import { useLab, useView } from '../lab-context.tsx';
import { useIdentities } from '../widgets/NodeBadge.tsx';
import styles from './PreferenceList.module.css';

const shownNodes = 12;

/** The nodes in walking order: the first n are the home nodes, then come the stand-ins. (§4.3) */
export function PreferenceList({ keyView }: { keyView: KeyView }) {
  const { preferenceList, homes } = keyView;
  if (preferenceList.length === 0) return null;
  return (
    <section>
      <h3>Preference list</h3>
      <ol className={styles['list']}>
        {preferenceList.slice(0, shownNodes).map((node, index) => (
          <Stop key={node} node={node} place={index + 1} isHome={index < homes} />
        ))}
        {preferenceList.length > shownNodes && (
          <li>and {preferenceList.length - shownNodes} more</li>
        )}
      </ol>
    </section>
  );
}

function Stop({ node, place, isHome }: { node: string; place: number; isHome: boolean }) {
  const { selecting } = useLab();
  const identity = useIdentities().get(node);
  const status = useView((view) => view.nodes.get(node)?.status ?? 'removed');
  const look = [
    styles['stop'],
    isHome && status === 'up' && styles['home'],
    status !== 'up' && styles['away'],
  ];
  return (
    <li>
      <button
        type="button"
        className={look.filter(Boolean).join(' ')}
        data-hue={identity?.hue ?? 'ink'}
        title={`${node}: ${isHome ? 'home node' : 'may stand in'}, ${status}`}
        onClick={() => selecting.select({ type: 'node', node })}
      >
        <small>{place}</small>
        <b>{identity?.letter ?? node}</b>
      </button>
    </li>
  );
}
