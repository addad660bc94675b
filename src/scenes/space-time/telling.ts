import { showTime } from '../../base/time.ts';
import type { Cone, Standing } from '../../trace/causality/cone.ts';
import { type Filter, passes } from '../../trace/filter.ts';
import type { Table, Target } from '../mark.ts';
import { remember } from '../remember.ts';
import { sentenceOf } from '../sentence/sentence.ts';
import type { TraceLike } from '../trace-like.ts';
import { chronicleOf, type RequestSpan } from './chronicle.ts';
import { filterWords } from './filtered.ts';
import type { TimeScale } from './plot.ts';
import { coneOf, subjectWords } from './subject.ts';

/** How much there is in the window, and how much of it is let through. */
export interface Counts {
  readonly messages: number;
  readonly ofMessages: number;
  readonly requests: number;
  readonly ofRequests: number;
}

/** What the diagram shows: `From 0 to 250 ms: 12 messages, 1 request.` */
export function windowSentence(counts: Counts, filter: Filter, time: TimeScale): string {
  const span = `From ${showTime(time.fromUs)} to ${showTime(time.toUs)}`;
  const only = filterWords(filter);
  if (only.length === 0) {
    const { messages, requests } = counts;
    return `${span}: ${counted(messages, 'message')}, ${counted(requests, 'request')}.`;
  }
  const { messages, ofMessages, requests, ofRequests } = counts;
  const some = `${messages} of ${counted(ofMessages, 'message')}, ${requests} of ${counted(ofRequests, 'request')}`;
  return `${span}, ${only.join(', ')}: ${messages + requests === 0 ? `nothing matches; ${some}` : some}.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `get cart (r3): 37 events led to this, 112 follow from it.` null: there is nothing to ask about. */
export function coneSentence(trace: TraceLike, selection: Target | null): string | null {
  const cone = coneOf(trace, selection);
  if (cone === null || selection === null) return null;
  const { pastCount: past, futureCount: future } = cone;
  const led = past === 0 ? 'nothing led to this' : `${counted(past, 'event')} led to this`;
  const follows =
    future === 0
      ? 'nothing follows from it'
      : `${future} ${future === 1 ? 'follows' : 'follow'} from it`;
  return `${subjectWords(trace, selection)}: ${led}, ${follows}.`;
}

/** Rows that a table has at most; of past and future half as many each. */
const rowsLimit = 200;

export function requestTable(requests: readonly RequestSpan[], time: TimeScale): Table {
  return {
    caption: `Requests from ${showTime(time.fromUs)} to ${showTime(time.toUs)}`,
    columns: ['Request', 'Client', 'Operation', 'Issued', 'Answered', 'Outcome'],
    rows: requests
      .slice(0, rowsLimit)
      .map((span) => [
        span.request,
        span.client,
        `${span.op} ${span.key}`,
        showTime(span.issuedAt),
        span.answeredAt === null ? '' : showTime(span.answeredAt),
        span.outcome ?? 'open',
      ]),
  };
}

const standingWords: Readonly<Record<Standing, string>> = {
  past: 'led to this',
  itself: 'is this',
  future: 'follows from it',
  apart: '',
};

/** The events of a cone that the filter lets through, nearest to the subject. */
export function coneTable(trace: TraceLike, cone: Cone, selection: Target, filter: Filter): Table {
  const most = rowsLimit / 2;
  const name = subjectWords(trace, selection);
  return tableOfCone(
    trace,
    cone,
    name,
    filter,
    Math.min(cone.pastCount, most),
    Math.min(cone.subjectCount, most),
    Math.min(cone.futureCount, most),
  );
}

/** The counts tell apart what the same cone holds earlier and later, as far as there are rows. */
const tableOfCone = remember(
  (
    trace: TraceLike,
    cone: Cone,
    name: string,
    filter: Filter,
    _past: number,
    _itself: number,
    _future: number,
  ): Table => {
    const chronicle = chronicleOf(trace);
    const rows = cone.nearest(rowsLimit / 2).flatMap((id) => {
      const event = trace.event(id);
      if (event === undefined || !passes(filter, chronicle.aboutOf(event))) return [];
      return [
        [
          String(id),
          event.node,
          showTime(event.at),
          sentenceOf(trace, event),
          standingWords[cone.standingOf(id)],
        ],
      ];
    });
    return {
      caption: `${name}: the latest events that led to it, and the first that follow from it`,
      columns: ['Event', 'Where', 'When', 'What', 'How it stands'],
      rows,
    };
  },
  2,
);
