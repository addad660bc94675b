import { commandHelp, lineHelp } from '../../sim/script/line-help.ts';
import { useLab, usePreferences } from '../lab-context.tsx';
import { keySheet } from '../shell/key-map.ts';
import { Dialog } from './Dialog.tsx';
import styles from './Dialog.module.css';

/** Where the second column begins. */
const half = Math.ceil(keySheet.length / 2);

/** Every key and every command, on one sheet. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys and commands" isToRead onClose={onClose}>
      <section className={styles['wide']}>
        <h3>Keys</h3>
        <div className={styles['columns']}>
          {[keySheet.slice(0, half), keySheet.slice(half)].map((rows, at) => (
            <dl key={at} className={styles['keys']}>
              {rows.map(({ keys, meaning }) => (
                <KeyRow key={meaning} keys={keys} meaning={meaning} />
              ))}
            </dl>
          ))}
        </div>
        <div className={styles['aboutKeys']}>
          <KeySwitch />
          <p className={styles['soft']}>
            Everything has a button too, and what changes the run is a line of script: the log shows
            it.
          </p>
        </div>
      </section>
      <section className={styles['wide']}>
        <h3>Commands</h3>
        <Forms rows={commandHelp} />
      </section>
      <section className={styles['wide']}>
        <h3>A script, from its first line on</h3>
        <Forms rows={Object.values(lineHelp)} />
      </section>
    </Dialog>
  );
}

function KeyRow({ keys, meaning }: { keys: readonly string[]; meaning: string }) {
  return (
    <>
      <dt>
        {keys.map((key) => (
          <kbd key={key} className={styles['cap']}>
            {key}
          </kbd>
        ))}
      </dt>
      <dd>{meaning}</dd>
    </>
  );
}

function KeySwitch() {
  const { preferences } = useLab();
  const keysOn = usePreferences((state) => state.keysOn);
  return (
    <label className={styles['choice']}>
      <input
        type="checkbox"
        checked={keysOn}
        onChange={(event) => preferences.setState({ keysOn: event.target.checked })}
      />
      Single keys act
    </label>
  );
}

function Forms({ rows }: { rows: readonly { form: string; meaning: string }[] }) {
  return (
    <dl className={styles['commands']}>
      {rows.map(({ form, meaning }) => (
        <Form key={form} form={form} meaning={meaning} />
      ))}
    </dl>
  );
}

function Form({ form, meaning }: { form: string; meaning: string }) {
  return (
    <>
      <dt>
        <code>{form}</code>
      </dt>
      <dd>{meaning}</dd>
    </>
  );
}
