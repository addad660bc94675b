import type { ReactNode } from 'react';

import type { Command } from '../../sim/script/command.ts';
import { whyNotAct } from '../../lab/branch.ts';
import { useBranch, useLab, useView } from '../lab-context.tsx';
import { situationItems } from '../menus/situation-items.ts';
import { Button } from '../widgets/Button.tsx';
import { Menu } from '../widgets/Menu.tsx';
import {
  deleteNow,
  explain,
  getNow,
  heal,
  issue,
  lifeCommand,
  offerCart,
  offerJoin,
  offerPut,
  pauseCommand,
} from './acts.ts';
import styles from './Actions.module.css';
import { PartitionForm } from './PartitionForm.tsx';
import { useSubjects } from './subjects.ts';

/** What people do most, as buttons; each is a line of script, and shows its key. */
export function Actions() {
  const lab = useLab();
  const { key, node } = useSubjects();
  const reason = useBranch(whyNotAct);
  return (
    <fieldset className={styles['actions']} aria-label="Actions">
      <div className={styles['row']}>
        <Button onPress={() => offerPut(lab)} reason={reason} keyHint="P" label={`put ${key} …`}>
          put
        </Button>
        <Button onPress={() => getNow(lab)} reason={reason} keyHint="G" label={`get ${key}`}>
          get
        </Button>
        <Button onPress={() => deleteNow(lab)} reason={reason} label={`delete ${key}`}>
          delete
        </Button>
      </div>
      <div className={styles['row']}>{node !== null && <NodeActions node={node} />}</div>
      <div className={styles['row']}>
        <Button onPress={() => offerCart(lab)} reason={reason} label={`cart add ${key} …`}>
          cart
        </Button>
        {reason === null ? (
          <PartitionForm />
        ) : (
          <Button onPress={() => undefined} reason={reason}>
            partition
          </Button>
        )}
        <CommandButton command={heal}>heal</CommandButton>
      </div>
      <div className={styles['row']}>
        <Menu
          trigger="situations"
          label="Situations"
          look="framed"
          items={() => situationItems(lab)}
        />
        <Button onPress={() => offerJoin(lab)} reason={reason} label="join: add a node …">
          join
        </Button>
      </div>
    </fieldset>
  );
}

function NodeActions({ node }: { node: string }) {
  const life = useView((view) => lifeCommand(view, node).type);
  const rest = useView((view) => pauseCommand(view, node).type);
  const restCommand: Command =
    rest === 'resume' ? { type: rest, node } : { type: 'pause', node, forUs: null };
  return (
    <>
      <CommandButton command={{ type: life, node } as Command} keyHint="K">
        {life} {node}
      </CommandButton>
      <CommandButton command={restCommand}>
        {rest} {node}
      </CommandButton>
    </>
  );
}

interface CommandButtonProps {
  readonly command: Command;
  readonly keyHint?: string;
  readonly children: ReactNode;
}

/** Does at once what its line says; when that makes no sense now, says why. */
export function CommandButton({ command, keyHint, children }: CommandButtonProps) {
  const lab = useLab();
  const closed = useBranch(whyNotAct);
  const reason = useView((view) => closed ?? explain(view, command).reason);
  const { line } = explain(lab.timeline.state.view, command);
  return (
    <Button onPress={() => issue(lab, command)} reason={reason} label={line} keyHint={keyHint}>
      {children}
    </Button>
  );
}
