import { useEffect, useId, useRef, useState } from 'react';

import { showTime } from '../../base/time.ts';
import { fileName } from '../../export/save.ts';
import { placeNow } from '../../lab/go-to-place.ts';
import { longLinkCharacters, writeLink } from '../../lab/link.ts';
import { atStart } from '../../lab/place.ts';
import { printRun } from '../../sim/script/print.ts';
import { copyText } from '../files/copy-text.ts';
import { saveFile } from '../files/save-file.ts';
import { useBranch, useLab } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';
import { Dialog } from './Dialog.tsx';
import styles from './Dialog.module.css';

/** The run as a link: in the clipboard as soon as it is asked for, and in a field. */
export function ShareDialog({ onClose }: { onClose: () => void }) {
  const lab = useLab();
  const run = useBranch((branch) => branch.run);
  const [place] = useState(() => placeNow(lab));
  const [isHere, setIsHere] = useState(true);
  const [address, setAddress] = useState('');
  const [told, setTold] = useState('');
  const isLong = address.length > longLinkCharacters;
  useEffect(() => {
    let isWanted = true;
    const make = async (): Promise<void> => {
      const made = addressOf(await writeLink(run, isHere ? place : atStart));
      if (!isWanted) return;
      setAddress(made);
      if (made.length > longLinkCharacters) return;
      setTold((await copyText(made)) ? inClipboard : notYet);
    };
    make().catch((error: unknown) => {
      if (isWanted)
        setTold(`No link could be made: ${error instanceof Error ? error.message : ''}`);
    });
    return () => {
      isWanted = false;
    };
  }, [run, place, isHere]);
  const copy = async (): Promise<void> => setTold((await copyText(address)) ? inClipboard : byHand);
  return (
    <Dialog title="Share this run" onClose={onClose}>
      <p className={styles['soft']}>
        The link holds the whole run: nothing is stored anywhere, and it opens the same run, event
        by event, for everybody.
      </p>
      <AddressField address={address} />
      <label className={styles['choice']}>
        <input
          type="checkbox"
          checked={isHere}
          onChange={(event) => setIsHere(event.target.checked)}
        />
        <span>open it at this moment, {showTime(place.atUs ?? 0)}, looking at the same</span>
      </label>
      <output>
        {address !== '' && `${characters(address.length)}${isLong ? '. ' : `, ${told}`}`}
        {isOnlyHere && ' This page is a file: the link opens on this machine only, so send a file.'}
        {isLong && 'Many mail and chat programs cut so long a link: a file is safer.'}
      </output>
      {isLong && !isOnlyHere && (
        <p className={styles['soft']}>
          The lab also opens a file that lies on a web site:{' '}
          <code>
            {addressOf('?src=')}https://…/{fileName(run.title, 'lab')}
          </code>
        </p>
      )}
      <div className={styles['buttons']}>
        <Button look={isLong ? 'framed' : 'strong'} onPress={() => void copy()}>
          Copy the link
        </Button>
        <Button
          look={isLong ? 'strong' : 'framed'}
          onPress={() => saveFile(lab, printRun(run), fileName(run.title, 'lab'), 'text/plain')}
        >
          Save as a file
        </Button>
      </div>
    </Dialog>
  );
}

function AddressField({ address }: { address: string }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (address !== '' && document.activeElement === field.current) field.current?.select();
  }, [address]);
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>Link</label>
      <input
        ref={field}
        id={id}
        className={styles['address']}
        readOnly
        spellCheck={false}
        value={address}
        onFocus={() => field.current?.select()}
      />
    </div>
  );
}

/** The address of this page with nothing behind it but the run. */
function addressOf(fragment: string): string {
  return `${location.href.replace(/[?#].*$/s, '')}${fragment}`;
}

const isOnlyHere = location.protocol === 'file:';

const inClipboard = 'in the clipboard.';
const notYet = 'not copied yet: press “Copy the link”.';
const byHand = 'not copied: the browser does not allow that, so select it and copy it by hand.';

function characters(count: number): string {
  return `${count.toLocaleString('en')} characters`;
}
