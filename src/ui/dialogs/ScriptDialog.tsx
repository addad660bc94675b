import { useState } from 'react';

import { fileName, save } from '../../export/save.ts';
import { printRun } from '../../sim/script/print.ts';
import { useBranch, useLab } from '../lab-context.tsx';
import { copyText } from '../files/copy-text.ts';
import { Button } from '../widgets/Button.tsx';
import { Dialog } from './Dialog.tsx';
import styles from './Dialog.module.css';

/** The run as text: to read, to keep, to change and open anew. */
export function ScriptDialog({ onClose }: { onClose: () => void }) {
  const { door, playback, notices } = useLab();
  const run = useBranch((branch) => branch.run);
  const [text, setText] = useState(() => printRun(run));
  const [sentence, setSentence] = useState<string | null>(null);
  const open = async (): Promise<void> => {
    const submission = await door.openScript(text);
    if (!submission.ok) return setSentence(submission.sentence);
    onClose();
    playback.play();
  };
  const copy = async (): Promise<void> => {
    if (await copyText(text)) notices.tell('note', 'The script is in the clipboard.');
    else setSentence('The browser does not allow that: select the text and copy it by hand.');
  };
  return (
    <Dialog title="This run as a script" onClose={onClose}>
      <p className={styles['soft']}>
        Settings, random seed and commands: all that decides a run. The same script gives the same
        run, event by event, on any machine.
      </p>
      <textarea
        className={styles['script']}
        aria-label="Script"
        aria-invalid={sentence !== null}
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setSentence(null);
        }}
      />
      <p role="alert" className={styles['fault']}>
        {sentence}
      </p>
      <div className={styles['buttons']}>
        <Button look="strong" onPress={() => void open()}>
          Open as a new run
        </Button>
        <Button onPress={() => void copy()}>Copy</Button>
        <Button onPress={() => save(text, fileName(run.title, 'lab'), 'text/plain')}>
          Save as a file
        </Button>
        <FilePicker onRead={setText} />
      </div>
    </Dialog>
  );
}

/** No script is longer; see the limits of the language. */
const longestFileBytes = 1_048_576;

function FilePicker({ onRead }: { onRead: (text: string) => void }) {
  const { notices } = useLab();
  const read = (file: File | undefined): void => {
    if (!file) return;
    if (file.size > longestFileBytes) {
      notices.tell('refusal', `${file.name} is longer than 1 MB: that is no script.`);
      return;
    }
    void file.text().then(onRead, () => notices.tell('refusal', `${file.name} cannot be read.`));
  };
  return (
    <label className={styles['choice']}>
      <span>or from a file</span>
      <input
        type="file"
        accept=".lab,.txt,text/plain"
        onChange={(event) => read(event.target.files?.[0])}
      />
    </label>
  );
}
