import { GitBranch } from 'lucide-react';

import { whyNotAct } from '../../lab/branch.ts';
import { useBranch, useLab } from '../lab-context.tsx';
import { later } from '../later.tsx';
import { Button } from '../widgets/Button.tsx';
import { Popup } from '../widgets/Popup.tsx';
import styles from './Transport.module.css';

const BranchList = later(async () => (await import('./BranchList.tsx')).BranchList);
const CompareButton = later(async () => (await import('./CompareButton.tsx')).CompareButton);

/** The runs there are, and a way to start another from here. */
export function BranchControl() {
  const { door } = useLab();
  const name = useBranch((branch) => branch.name);
  const reason = useBranch(whyNotAct);
  const trigger = (
    <>
      <span className={styles['soft']}>branch</span>
      <b className={styles['name']}>{name}</b>
    </>
  );
  return (
    <div className={styles['branch']}>
      <Popup trigger={trigger} label={`Branches: ${name} is shown`} kind="dialog">
        {(close) => <BranchList close={close} />}
      </Popup>
      <Button
        icon={GitBranch}
        label="Fork: start a branch here"
        keyHint="F"
        look="plain"
        reason={reason}
        onPress={() => void door.fork()}
      />
      <CompareButton />
    </div>
  );
}
