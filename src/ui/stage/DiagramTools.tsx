import {
  Filter as FilterIcon,
  Maximize2,
  Minus,
  Plus,
  ScanSearch,
  Waypoints,
  X,
} from 'lucide-react';
import { memo } from 'react';
import { useStore } from 'zustand';

import { type Micros, showTime } from '../../base/time.ts';
import { isIn } from '../../lab/diagram.ts';
import { filterWords } from '../../scenes/space-time/filtered.ts';
import { coneSentence } from '../../scenes/space-time/telling.ts';
import type { Target } from '../../scenes/mark.ts';
import type { TraceLike } from '../../scenes/trace-like.ts';
import { type Filter, noFilter } from '../../trace/filter.ts';
import { useLab } from '../lab-context.tsx';
import { Button } from '../widgets/Button.tsx';
import { Popup } from '../widgets/Popup.tsx';
import { ConeList } from './ConeList.tsx';
import styles from './DiagramTools.module.css';
import { FilterForm } from './FilterForm.tsx';
import { nothingToShow, showSelected } from './show-selected.ts';

interface DiagramToolsProps {
  readonly trace: TraceLike;
  readonly traceLength: number;
  readonly atUs: Micros;
  readonly selection: Target | null;
}

/** How the diagram below is looked at: how near, and what of it. */
export function DiagramTools({ trace, traceLength, atUs, selection }: DiagramToolsProps) {
  const { diagram } = useLab();
  const { window, filter, isTracing } = useStore(diagram.store);
  const told = isTracing ? coneSentence(trace, selection) : null;
  return (
    <div className={styles['tools']} role="toolbar" aria-label="Space–time tools">
      <Zoom spanUs={window.toUs - window.fromUs} canShowSelected={isShowable(selection)} />
      <Popup
        trigger={
          <>
            <FilterIcon size="1.15em" strokeWidth={1.75} aria-hidden />
            <span className={styles['word']}>Filter</span>
          </>
        }
        label="Filter"
        kind="dialog"
        hasArrow={false}
      >
        {() => <FilterForm />}
      </Popup>
      <Button
        look="plain"
        icon={Waypoints}
        label="Past and future of what is selected"
        isPressed={isTracing}
        onPress={() => diagram.setTracing(!isTracing)}
      />
      <Chips filter={filter} />
      {!isIn(window, atUs) && (
        <Button look="framed" onPress={() => diagram.showCursor()}>
          To {showTime(atUs)}
        </Button>
      )}
      {told !== null && selection !== null && (
        <span className={styles['told']}>
          <Popup trigger={<Told words={told} />} label={`Past and future: ${told}`} kind="dialog">
            {(close) => (
              <ConeList
                trace={trace}
                traceLength={traceLength}
                selection={selection}
                filter={filter}
                close={close}
              />
            )}
          </Popup>
        </span>
      )}
    </div>
  );
}

const Told = memo(function Told({ words }: { words: string }) {
  return <span className={styles['words']}>{words}</span>;
});

function isShowable(selection: Target | null): boolean {
  return selection !== null && selection.type !== 'node' && selection.type !== 'client';
}

/** How much time is shown, and the ways to change that. */
const Zoom = memo(function Zoom(props: { spanUs: Micros; canShowSelected: boolean }) {
  const lab = useLab();
  const { diagram } = lab;
  return (
    <fieldset className={styles['zoom']} aria-label="Zoom">
      <Button
        look="plain"
        icon={Minus}
        label="Zoom out"
        keyHint="-"
        onPress={() => diagram.zoom('out')}
      />
      <span className={styles['span']}>
        <span className="unseen">Time shown: </span>
        {spanText(props.spanUs)}
      </span>
      <Button
        look="plain"
        icon={Plus}
        label="Zoom in"
        keyHint="+"
        onPress={() => diagram.zoom('in')}
      />
      <Button
        look="plain"
        icon={Maximize2}
        label="Show all of the run"
        keyHint="0"
        onPress={() => diagram.showAll()}
      />
      <Button
        look="plain"
        icon={ScanSearch}
        label="Show what is selected"
        keyHint="Z"
        reason={props.canShowSelected ? null : nothingToShow}
        onPress={() => showSelected(lab)}
      />
    </fieldset>
  );
});

/** Three figures are enough to know how near one is. */
function spanText(us: Micros): string {
  if (us >= 1_000_000) return `${Number((us / 1_000_000).toPrecision(3))} s`;
  if (us >= 1_000) return `${Number((us / 1_000).toPrecision(3))} ms`;
  return `${us} µs`;
}

/** What the filter lets through, part by part; a press takes that part away. */
function Chips({ filter }: { filter: Filter }) {
  const { diagram } = useLab();
  const parts: readonly Partial<Filter>[] = [
    ...(filter.key === null ? [] : [{ key: null }]),
    ...(filter.request === null ? [] : [{ request: null }]),
    ...(filter.hiddenKinds.length === 0 ? [] : [{ hiddenKinds: noFilter.hiddenKinds }]),
  ];
  return filterWords(filter).map((words, at) => (
    <button
      key={words}
      type="button"
      className={styles['chip']}
      aria-label={`Clear the filter: ${words}`}
      title={`Clear: ${words}`}
      onClick={() => diagram.setFilter({ ...filter, ...parts[at] })}
    >
      <span className={styles['words']}>{words}</span>
      <X size="1em" aria-hidden />
    </button>
  ));
}
