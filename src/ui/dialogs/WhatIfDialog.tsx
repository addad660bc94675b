import { useState } from 'react';

import { printTime } from '../../base/time.ts';
import { issuedBefore } from '../../lab/branch.ts';
import { whatIf, type Change } from '../../lab/what-if.ts';
import { printCommand } from '../../sim/script/print-command.ts';
import type { Run } from '../../sim/script/command.ts';
import { settingNamed, settingsTable } from '../../sim/script/settings-table.ts';
import { useLab } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';
import { Dialog } from './Dialog.tsx';
import { SettingField } from './SettingField.tsx';
import styles from './WhatIfDialog.module.css';

type Kind = Change['type'];

const kinds: readonly (readonly [Kind, string])[] = [
  ['setting', 'a setting had another value'],
  ['left-out', 'a line of the log were left out'],
  ['in-place', 'a line of the log were another one'],
];

/** One thing otherwise, all else as it was; the two runs are then held against each other. */
export function WhatIfDialog({ onClose }: { onClose: () => void }) {
  const lab = useLab();
  const [{ run, branch }] = useState(() => {
    const { branch: now } = lab.timeline.state;
    return { run: now.run, branch: now };
  });
  const [kind, setKind] = useState<Kind>('setting');
  const [key, setKey] = useState('w');
  const [text, setText] = useState(() => valueOf(run, 'w'));
  const [line, setLine] = useState(() => Math.max(0, issuedBefore(branch, branch.cursor) - 1));
  const [words, setWords] = useState(() => wordsOf(run, line));
  const [fault, setFault] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const anew = <Value,>(set: (value: Value) => void) => {
    return (value: Value): void => {
      set(value);
      setFault(null);
    };
  };
  const chooseKey = (chosen: string): void => {
    anew(setKey)(chosen);
    setText(valueOf(run, chosen));
  };
  const chooseLine = (chosen: number): void => {
    anew(setLine)(chosen);
    setWords(wordsOf(run, chosen));
  };
  const start = async (): Promise<void> => {
    setRunning(true);
    const sentence = await whatIf(lab, changeOf(kind, { key, text, line, words }));
    setRunning(false);
    if (sentence === null) onClose();
    else setFault(sentence);
  };
  return (
    <Dialog title="What if…" onClose={onClose}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <p className={styles['soft']}>
          {branch.name} once more from its start, with the same random seed and the same log but for
          one thing. Both runs are kept and compared.
        </p>
        <fieldset className={styles['kinds']}>
          <legend>What if</legend>
          {kinds.map(([each, label]) => (
            <label key={each}>
              <input
                type="radio"
                name="kind"
                checked={kind === each}
                onChange={() => anew(setKind)(each)}
              />
              {label}
            </label>
          ))}
        </fieldset>
        {kind === 'setting' ? (
          <SettingChoice
            run={run}
            settingKey={key}
            text={text}
            onKey={chooseKey}
            onText={anew(setText)}
          />
        ) : (
          <LineChoice run={run} line={line} onLine={chooseLine} />
        )}
        {kind === 'in-place' && (
          <label className={styles['replacement']}>
            <span>The line in its place</span>
            <input
              type="text"
              value={words}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => anew(setWords)(event.target.value)}
            />
          </label>
        )}
        {fault !== null && (
          <p role="alert" className={styles['fault']}>
            {fault}
          </p>
        )}
        <Button
          look="strong"
          reason={isRunning ? 'The other run is under way.' : null}
          onPress={() => void start()}
        >
          {isRunning ? 'Running…' : 'Run and compare'}
        </Button>
      </form>
    </Dialog>
  );
}

interface Choices {
  readonly key: string;
  readonly text: string;
  readonly line: number;
  readonly words: string;
}

function changeOf(kind: Kind, { key, text, line, words }: Choices): Change {
  if (kind === 'setting') return { type: kind, key, text };
  return kind === 'left-out' ? { type: kind, line } : { type: kind, line, text: words };
}

/** As it was at the start of the run. */
function valueOf({ settings, world }: Run, key: string): string {
  return settingNamed(key)?.print({ ...settings, ...world }) ?? '';
}

function wordsOf({ commands }: Run, line: number): string {
  const command = commands[line]?.command;
  return command === undefined ? '' : printCommand(command);
}

interface SettingChoiceProps {
  readonly run: Run;
  readonly settingKey: string;
  readonly text: string;
  readonly onKey: (key: string) => void;
  readonly onText: (text: string) => void;
}

function SettingChoice({ run, settingKey, text, onKey, onText }: SettingChoiceProps) {
  const setting = settingNamed(settingKey);
  const later = run.commands.find(
    ({ command }) =>
      command.type === 'set' && setting !== null && setting.property in command.change,
  );
  return (
    <>
      <label className={styles['replacement']}>
        <span>Setting</span>
        <select value={settingKey} onChange={(event) => onKey(event.target.value)}>
          {settingsTable.map(({ key, label }) => (
            <option key={key} value={key}>
              {key}: {label}
            </option>
          ))}
        </select>
      </label>
      {setting && <SettingField setting={setting} text={text} onChange={onText} />}
      <p className={styles['soft']}>
        It was <code>{valueOf(run, settingKey)}</code> from the start.
        {later && ` The log sets it again at ${printTime(later.at)}: leave that line out for more.`}
      </p>
    </>
  );
}

interface LineChoiceProps {
  readonly run: Run;
  readonly line: number;
  readonly onLine: (line: number) => void;
}

function LineChoice({ run, line, onLine }: LineChoiceProps) {
  if (run.commands.length === 0) {
    return <p className={styles['soft']}>The log has no lines yet: change a setting instead.</p>;
  }
  return (
    <label className={styles['replacement']}>
      <span>Line of the log</span>
      <select
        size={Math.min(7, Math.max(2, run.commands.length))}
        className={styles['lines']}
        value={line}
        onChange={(event) => onLine(Number(event.target.value))}
      >
        {run.commands.map(({ at, command }, index) => (
          <option key={index} value={index}>
            {printTime(at)} {printCommand(command)}
          </option>
        ))}
      </select>
    </label>
  );
}
