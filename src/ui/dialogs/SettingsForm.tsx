import { useState } from 'react';

import { settingsTable, type Setting } from '../../sim/script/settings-table.ts';
import type { View } from '../../trace/view.ts';
import { useLab } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';
import styles from './QuorumControl.module.css';
import { SettingField } from './SettingField.tsx';

const liveSettings = settingsTable.filter(({ isLive }) => isLive);
const quorum = liveSettings.filter(({ key }) => ['n', 'r', 'w'].includes(key));
const others = liveSettings.filter((setting) => !quorum.includes(setting));

/** What a setting is now, as script text. */
function valueNow(view: View, setting: Setting): string {
  return view.world[setting.key] ?? setting.print(view.settings) ?? setting.defaultText;
}

/** All settings that can change while the run goes on, as one line of script. */
export function SettingsForm({ close }: { close: () => void }) {
  const { door, timeline } = useLab();
  const [changes, setChanges] = useState<ReadonlyMap<string, string>>(new Map());
  const [sentence, setSentence] = useState<string | null>(null);
  const { view } = timeline.state;
  const textOf = (setting: Setting): string => changes.get(setting.key) ?? valueNow(view, setting);
  const change = (setting: Setting, text: string): void => {
    const next = new Map(changes);
    if (text === valueNow(view, setting)) next.delete(setting.key);
    else next.set(setting.key, text);
    setChanges(next);
    setSentence(null);
  };
  const line = ['set', ...[...changes].map(([key, text]) => `${key}=${text}`)].join(' ');
  const apply = async (): Promise<void> => {
    const submission = await door.submit(line);
    if (submission.ok) close();
    else setSentence(submission.sentence);
  };
  const field = (setting: Setting) => (
    <SettingField
      key={setting.key}
      setting={setting}
      text={textOf(setting)}
      onChange={(text) => change(setting, text)}
    />
  );
  return (
    <div className={styles['settings']}>
      <div className={styles['quorum']}>{quorum.map(field)}</div>
      <Overlap textOf={textOf} />
      <details className={styles['more']}>
        <summary>More settings</summary>
        <div className={styles['others']}>{others.map(field)}</div>
        <p className={styles['soft']}>
          Tokens, strategy, versioning, placement and seed are set when a run is opened: see Script.
        </p>
      </details>
      <code className={styles['line']}>{changes.size === 0 ? 'set …' : line}</code>
      {sentence !== null && (
        <p role="alert" className={styles['fault']}>
          {sentence}
        </p>
      )}
      <Button
        look="strong"
        reason={changes.size === 0 ? 'Nothing is changed yet.' : null}
        onPress={() => void apply()}
      >
        Set
      </Button>
    </div>
  );
}

/** What R and W mean for each other. (§4.5) */
function Overlap({ textOf }: { textOf: (setting: Setting) => string }) {
  const [n = 0, r = 0, w = 0] = quorum.map((setting) => Number(textOf(setting)));
  const isOverlapping = r + w > n;
  return (
    <p className={styles['soft']}>
      R + W {isOverlapping ? '>' : '≤'} N:{' '}
      {isOverlapping
        ? 'what a get asks and what a put reached have a node in common, while no stand-ins take part.'
        : 'a get may ask only nodes that the last put did not reach.'}
    </p>
  );
}
