import type { NodeId } from '../../dynamo/names.ts';
import { identify, type Identities } from '../../scenes/identity.ts';
import type { NodeStatus } from '../../trace/view.ts';
import { useLab, useView } from '../lab-context.tsx';
import styles from './NodeBadge.module.css';

export function useIdentities(): Identities {
  return identify(useView((view) => view.nodes).keys());
}

interface NodeBadgeProps {
  readonly node: NodeId;
  /** Without it, as it is now. */
  readonly status?: NodeStatus;
  readonly size?: 'small' | 'large';
}

/** A node as it looks everywhere: its colour, its shape and its letter. */
export function NodeBadge({ node, status, size = 'small' }: NodeBadgeProps) {
  const identity = useIdentities().get(node);
  const now = useView((view) => view.nodes.get(node)?.status);
  const shown = status ?? now ?? 'removed';
  const letter = identity?.letter ?? node;
  const room = letter.length > 2 ? styles['wide'] : '';
  const shape = styles[identity?.shape ?? 'disc'];
  const classes = [styles['badge'], shape, styles[shown], styles[size], room];
  return (
    <span
      className={classes.join(' ')}
      data-hue={identity?.hue ?? 'ink'}
      title={`${node}, ${shown}`}
    >
      {letter}
    </span>
  );
}

/** A node that can be clicked to look at it. */
export function NodeLink({ node, status, size }: NodeBadgeProps) {
  const { selecting } = useLab();
  return (
    <button
      type="button"
      className={styles['link']}
      data-node={node}
      aria-label={`Look at ${node}`}
      onClick={() => selecting.select({ type: 'node', node })}
    >
      <NodeBadge node={node} {...(status && { status })} {...(size && { size })} />
    </button>
  );
}
