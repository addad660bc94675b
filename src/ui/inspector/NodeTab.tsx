import { showTime } from '../../base/time.ts';
import type { NodeId } from '../../dynamo/names.ts';
import type { Command } from '../../sim/script/command.ts';
import type { HintView, NodeView, ReplicaVersion } from '../../trace/view.ts';
import { useLab, useView } from '../lab-context.tsx';
import { CommandButton } from '../log/Actions.tsx';
import { NodeBadge, NodeLink } from '../widgets/NodeBadge.tsx';
import { VersionChip } from '../widgets/VersionChip.tsx';
import styles from './Inspector.module.css';
import { NodeWorker } from './NodeWorker.tsx';
import { useNodeSubject } from './subject.ts';

/** One node: how it is, what it holds, whom it does not trust. */
export function NodeTab() {
  const node = useNodeSubject();
  if (node === null) return <PickNode />;
  return (
    <div className={styles['tab']}>
      <div className={styles['heading']}>
        <NodeBadge node={node.node} size="large" />
        <h2 className={styles['name']}>{node.node}</h2>
        <span className={styles['soft']}>{statusText(node)}</span>
      </div>
      {node.crash !== null && (
        <p className={styles['crash']}>
          This node failed in the lab itself: {node.crash}. Restart it, or go back to before it
          happened.
        </p>
      )}
      <NodeButtons node={node.node} />
      <Facts node={node} />
      <Store node={node.node} />
      <Hints node={node.node} />
    </div>
  );
}

function PickNode() {
  const nodes = [...useView((view) => view.nodes).keys()];
  return (
    <div className={styles['empty']}>
      <p>Click a node on the stage, press its number, or choose one here.</p>
      <div className={styles['buttons']}>
        {nodes.slice(0, 60).map((node) => (
          <NodeLink key={node} node={node} size="large" />
        ))}
      </div>
    </div>
  );
}

function statusText({ status, since }: NodeView): string {
  return since === 0 ? status : `${status} since ${showTime(since)}`;
}

function NodeButtons({ node }: { node: NodeId }) {
  const commands: readonly Command[] = [
    { type: 'kill', node },
    { type: 'restart', node },
    { type: 'pause', node, forUs: null },
    { type: 'resume', node },
    { type: 'wipe', node },
    { type: 'remove', node, via: null },
  ];
  return (
    <fieldset className={styles['buttons']} aria-label={`What can happen to ${node}`}>
      {commands.map((command) => (
        <CommandButton key={command.type} command={command}>
          {command.type}
        </CommandButton>
      ))}
    </fieldset>
  );
}

function Facts({ node }: { node: NodeView }) {
  return (
    <dl className={styles['facts']}>
      <dt>Process</dt>
      <dd>
        <NodeWorker node={node.node} />
      </dd>
      <dt>Tokens</dt>
      <dd title={node.tokens.join('\n')}>
        {node.tokens.length}
        {node.capacity !== 1 && `, capacity ${node.capacity}`}
        {node.dataCentre !== null && `, in ${node.dataCentre}`}
        {node.isSeedNode && ', seed node'}
      </dd>
      <dt>Counts as</dt>
      <dd>
        {node.incarnation === 1 ? node.node : `${node.node}~${node.incarnation}: its disk was lost`}
      </dd>
      <dt>Believes</dt>
      <dd>
        <Members node={node} />
      </dd>
      {(node.sync ?? node.lastSync) !== null && (
        <>
          <dt>Anti-entropy</dt>
          <dd>
            <AntiEntropy node={node} />
          </dd>
        </>
      )}
      <dt>Suspects</dt>
      <dd>
        <Suspects node={node} />
      </dd>
      {node.unflushed > 0 && (
        <>
          <dt>Not flushed</dt>
          <dd>{node.unflushed} records that a crash would lose</dd>
        </>
      )}
      {node.background !== null && node.background.slices < node.background.of && (
        <>
          <dt>Background work</dt>
          <dd>
            gives way: {node.background.slices} of {node.background.of} slices
          </dd>
        </>
      )}
      {node.skewUs !== 0 && (
        <>
          <dt>Clock</dt>
          <dd>
            {showTime(Math.abs(node.skewUs))} {node.skewUs > 0 ? 'ahead' : 'behind'}
          </dd>
        </>
      )}
    </dl>
  );
}

/** Who is a member, as far as this node knows. (§4.8.1) */
function Members({ node }: { node: NodeView }) {
  const members = [...node.believes].filter(([, change]) => change === 'join');
  if (members.length === 0) return <span className={styles['soft']}>nobody yet</span>;
  if (members.length > 12) return <>{members.length} members</>;
  return members.map(([member]) => <NodeBadge key={member} node={member} />);
}

/** The comparison of trees that it began last, and what it has cost. (§4.7) */
function AntiEntropy({ node: { sync, lastSync } }: { node: NodeView }) {
  const { selecting } = useLab();
  const shown = sync ?? lastSync;
  if (shown === null) return null;
  const words = sync
    ? `comparing level ${sync.levels.length} with`
    : `${lastSync?.outcome.replace('-', ' ')}, ${lastSync?.hashes} hashes, with`;
  return (
    <button
      type="button"
      className={styles['jump']}
      onClick={() => selecting.select({ type: 'event', event: shown.event })}
    >
      {words} <NodeBadge node={shown.partner} />
    </button>
  );
}

function Suspects({ node }: { node: NodeView }) {
  const { selecting } = useLab();
  if (node.suspects.size === 0) return <span className={styles['soft']}>nobody</span>;
  return [...node.suspects].map(([suspect, event]) => (
    <button
      key={suspect}
      type="button"
      className={styles['jump']}
      title={`Why does ${node.node} suspect ${suspect}?`}
      onClick={() => selecting.select({ type: 'event', event })}
    >
      <NodeBadge node={suspect} />
    </button>
  ));
}

const shownKeys = 100;

function Store({ node }: { node: NodeId }) {
  const { selecting } = useLab();
  const keys = useView((view) => view.keys);
  const held = [...keys.values()]
    .map((key) => ({ key: key.key, versions: key.replicas.get(node) ?? [] }))
    .filter(({ versions }) => versions.length > 0);
  return (
    <section>
      <h3>Store</h3>
      {held.length === 0 && <p className={styles['soft']}>It keeps no key.</p>}
      <ul>
        {held.slice(0, shownKeys).map(({ key, versions }) => (
          <li key={key} className={styles['row']}>
            <button
              type="button"
              className={styles['jump']}
              onClick={() => selecting.select({ type: 'key', key })}
            >
              {key}
            </button>
            <Versions versions={versions} />
          </li>
        ))}
        {held.length > shownKeys && <li>and {held.length - shownKeys} more</li>}
      </ul>
    </section>
  );
}

function Versions({ versions }: { versions: readonly ReplicaVersion[] }) {
  const { selecting } = useLab();
  return (
    <span className={styles['chips']}>
      {versions.map(({ version, storedBy }) => (
        <VersionChip
          key={storedBy}
          version={version}
          onPress={() => selecting.select({ type: 'event', event: storedBy })}
        />
      ))}
    </span>
  );
}

function Hints({ node }: { node: NodeId }) {
  const { selecting } = useLab();
  const keys = useView((view) => view.keys);
  const hints: (HintView & { key: string })[] = [...keys.values()].flatMap((key) =>
    key.hints.filter(({ holder }) => holder === node).map((hint) => ({ ...hint, key: key.key })),
  );
  return (
    <section>
      <h3>Hints held for others</h3>
      {hints.length === 0 && <p className={styles['soft']}>None.</p>}
      <ul>
        {hints.slice(0, shownKeys).map((hint) => (
          <li key={`${hint.storedBy}/${hint.for}`} className={styles['row']}>
            <span>{hint.key}</span>
            <span className={styles['soft']}>
              for <NodeBadge node={hint.for} />
            </span>
            <VersionChip
              version={hint.version}
              hintFor={hint.for}
              onPress={() => selecting.select({ type: 'event', event: hint.storedBy })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
