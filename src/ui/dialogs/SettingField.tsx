import { useId } from 'react';

import type { Setting } from '../../sim/script/settings-table.ts';
import styles from './QuorumControl.module.css';

interface SettingFieldProps {
  readonly setting: Setting;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** One setting: its name in scripts, what it means, and a field that suits its kind. */
export function SettingField(props: SettingFieldProps) {
  const { setting } = props;
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['names']}>
        <code>{setting.key}</code>
        <span className={styles['soft']}>{setting.label}</span>
      </label>
      <Control {...props} id={id} />
    </div>
  );
}

function Control({ setting, text, onChange, id }: SettingFieldProps & { readonly id: string }) {
  const listId = useId();
  const { control } = setting;
  switch (control.type) {
    case 'switch':
      return (
        <input
          id={id}
          type="checkbox"
          checked={text === 'on'}
          onChange={(event) => onChange(event.target.checked ? 'on' : 'off')}
        />
      );
    case 'choice':
      return (
        <select id={id} value={text} onChange={(event) => onChange(event.target.value)}>
          {control.options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      );
    case 'integer':
      return (
        <input
          id={id}
          type="number"
          min={control.from}
          max={control.to}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'decimal':
    case 'time':
    case 'share':
    case 'latency':
      return (
        <>
          <input
            id={id}
            type="text"
            value={text}
            list={listId}
            title={`Takes ${setting.range}`}
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={listId}>
            {setting.examples.map((example) => (
              <option key={example}>{example}</option>
            ))}
          </datalist>
        </>
      );
  }
}
