import { useId, useState } from 'react';
import { useStore } from 'zustand';

import type { MessageKind } from '../../dynamo/message.ts';
import { kindNames } from '../../scenes/space-time/filtered.ts';
import { isFiltering, noFilter } from '../../trace/filter.ts';
import { useLab, useSelection } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';
import styles from './FilterForm.module.css';

/** Names that are offered at most; any other can be typed. */
const offersLimit = 100;

/** What of the run the diagram shows. Takes effect at once. */
export function FilterForm() {
  const { diagram, timeline } = useLab();
  const filter = useStore(diagram.store, (state) => state.filter);
  const lookedAt = useSelection((state) => state);
  const { keys, requests } = timeline.state.view;
  return (
    <div className={styles['form']}>
      <NameField
        label="Key"
        noun="key"
        value={filter.key}
        suggested={lookedAt.key}
        names={keys}
        onChange={(key) => diagram.setFilter({ ...filter, key })}
      />
      <NameField
        label="Request"
        noun="request"
        value={filter.request}
        suggested={lookedAt.request}
        names={requests}
        onChange={(request) => diagram.setFilter({ ...filter, request })}
      />
      <Kinds />
      <Button
        reason={isFiltering(filter) ? null : 'Nothing is filtered.'}
        onPress={() => diagram.setFilter(noFilter)}
      >
        Show everything
      </Button>
    </div>
  );
}

function Kinds() {
  const { diagram } = useLab();
  const filter = useStore(diagram.store, (state) => state.filter);
  const toggle = (kind: MessageKind, isShown: boolean): void => {
    const others = filter.hiddenKinds.filter((hidden) => hidden !== kind);
    diagram.setFilter({ ...filter, hiddenKinds: isShown ? others : [...others, kind] });
  };
  return (
    <fieldset className={styles['kinds']}>
      <legend>Messages</legend>
      {(Object.entries(kindNames) as [MessageKind, string][]).map(([kind, name]) => (
        <label key={kind}>
          <input
            type="checkbox"
            checked={!filter.hiddenKinds.includes(kind)}
            onChange={(event) => toggle(kind, event.target.checked)}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}

interface NameFieldProps {
  readonly label: string;
  readonly noun: string;
  readonly value: string | null;
  /** What is looked at: one press away. */
  readonly suggested: string | null;
  /** Those that there are. */
  readonly names: ReadonlyMap<string, unknown>;
  readonly onChange: (name: string | null) => void;
}

/** One name out of those that there are; none is all. */
function NameField({ label, noun, value, suggested, names, onChange }: NameFieldProps) {
  const id = useId();
  const [text, setText] = useState(value ?? '');
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    setText(value ?? '');
  }
  const isUnknown = text !== '' && !names.has(text);
  const take = (next: string): void => {
    setText(next);
    if (next === '') onChange(null);
    else if (names.has(next)) onChange(next);
  };
  const offers = [...names.keys()].slice(-offersLimit).toReversed();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        list={`${id}-names`}
        value={text}
        placeholder="all"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={isUnknown || undefined}
        aria-describedby={`${id}-fault`}
        onChange={(event) => take(event.target.value)}
      />
      <datalist id={`${id}-names`}>
        {offers.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </datalist>
      {suggested !== null && suggested !== value && names.has(suggested) && (
        <Button look="plain" onPress={() => take(suggested)}>
          only {suggested}
        </Button>
      )}
      <output id={`${id}-fault`} className={styles['fault']}>
        {isUnknown ? `There is no ${noun} ${text} at this moment.` : ''}
      </output>
    </div>
  );
}
