import { useState } from 'react';

import type { NodeId } from '../../dynamo/names.ts';
import type { Command } from '../../sim/script/command.ts';
import { printCommand } from '../../sim/script/print-command.ts';
import { useLab, useView } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';
import { NodeBadge } from '../widgets/NodeBadge.tsx';
import { Popup } from '../widgets/Popup.tsx';
import { issue } from './acts.ts';
import styles from './PartitionForm.module.css';

/** Who is on which side of a partition: a click moves a node across. */
export function PartitionForm() {
  return (
    <Popup trigger="partition" label="partition…" look="framed" kind="dialog" hasArrow={false}>
      {(close) => <Sides close={close} />}
    </Popup>
  );
}

function Sides({ close }: { close: () => void }) {
  const lab = useLab();
  const nodes = [...useView((view) => view.nodes).keys()];
  const [far, setFar] = useState(() => new Set(nodes.slice(Math.ceil(nodes.length / 2))));
  const sides = [nodes.filter((node) => !far.has(node)), nodes.filter((node) => far.has(node))];
  const command: Command = { type: 'partition', groups: sides };
  const isEmpty = sides.some((side) => side.length === 0);
  const move = (node: NodeId): void => {
    const next = new Set(far);
    if (!next.delete(node)) next.add(node);
    setFar(next);
  };
  return (
    <div className={styles['form']}>
      <p className={styles['hint']}>
        The two sides cannot reach each other. Click a node to move it.
      </p>
      <div className={styles['sides']}>
        {sides.map((side, index) => (
          <Side
            key={index}
            name={index === 0 ? 'One side' : 'Other side'}
            nodes={side}
            onMove={move}
          />
        ))}
      </div>
      <code className={styles['line']}>{isEmpty ? 'partition …' : printCommand(command)}</code>
      <Button
        look="strong"
        reason={isEmpty ? 'Put at least one node on each side.' : null}
        onPress={() => {
          close();
          issue(lab, command);
        }}
      >
        Cut the network
      </Button>
    </div>
  );
}

interface SideProps {
  readonly name: string;
  readonly nodes: readonly NodeId[];
  readonly onMove: (node: NodeId) => void;
}

function Side({ name, nodes, onMove }: SideProps) {
  return (
    <fieldset aria-label={name} className={styles['side']}>
      {nodes.map((node) => (
        <button
          key={node}
          type="button"
          className={styles['node']}
          aria-label={`Move ${node} to the other side`}
          onClick={() => onMove(node)}
        >
          <NodeBadge node={node} />
        </button>
      ))}
      {nodes.length === 0 && <span className={styles['hint']}>nobody</span>}
    </fieldset>
  );
}
