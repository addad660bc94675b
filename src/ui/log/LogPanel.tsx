import { useEffect, useMemo, useRef } from 'react';

import { issuedBefore } from '../../lab/branch.ts';
import { useBranch, useLab, useView } from '../lab-context.tsx';
import { Actions } from './Actions.tsx';
import { CommandLine } from './CommandLine.tsx';
import { shownLog, type ShownLine } from './log-lines.ts';
import styles from './LogPanel.module.css';

/** What was done to the run, line by line, and where the next line is typed. */
export function LogPanel() {
  return (
    <section className={styles['panel']} aria-label="Log">
      <LogList />
      <div className={styles['entry']}>
        <CommandLine />
        <Actions />
      </div>
    </section>
  );
}

function LogList() {
  const { lines, before, after } = useLog();
  const list = useRef<HTMLOListElement>(null);
  const current = lines.findLast(({ isPast }) => isPast)?.index ?? -1;
  useEffect(() => {
    list.current?.querySelector(`[data-line="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <ol ref={list} className={styles['list']} tabIndex={-1}>
      {before > 0 && <li className={styles['note']}>{before} earlier lines</li>}
      {lines.map((line) => (
        <LogLine key={line.index} line={line} isCurrent={line.index === current} />
      ))}
      {after > 0 && <li className={styles['note']}>{after} later lines</li>}
      {lines.length === 0 && (
        <li className={styles['note']}>
          Nothing was done yet. Type a line below, such as “put cart milk”.
        </li>
      )}
    </ol>
  );
}

/** The log changes with its lines, not with every frame. */
function useLog() {
  const log = useView((view) => view.log);
  const seen = useBranch((branch) => issuedBefore(branch, branch.cursor));
  const commands = useBranch((branch) => branch.run.commands);
  const { timeline } = useLab();
  return useMemo(() => {
    const { branch } = timeline.state;
    return shownLog(branch.run.commands === commands ? branch : { ...branch }, log);
    // `seen` is not read, but the lines change with it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [timeline, log, seen, commands]);
}

function LogLine({ line, isCurrent }: { line: ShownLine; isCurrent: boolean }) {
  const { travel } = useLab();
  const look = [styles['line'], !line.isPast && styles['future'], isCurrent && styles['current']];
  return (
    <li>
      <button
        type="button"
        data-line={line.index}
        className={look.filter(Boolean).join(' ')}
        aria-current={isCurrent ? 'step' : undefined}
        title={line.refused ?? (line.isPast ? 'Go back to here' : 'Still to come: go there')}
        onClick={() => void travel.seekLine(line.index)}
      >
        <span className={styles['time']}>{line.time}</span>
        <code className={line.refused ? styles['refused'] : styles['text']}>{line.text}</code>
        {line.refused && <span className={styles['reason']}>{line.refused}</span>}
      </button>
    </li>
  );
}
