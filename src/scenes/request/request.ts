import { showTime } from '../../base/time.ts';
import type { RequestView, View } from '../../trace/view.ts';
import { focusOf } from '../focus.ts';
import { identify } from '../identity.ts';
import type { Mark, Scene, Table, Target } from '../mark.ts';
import { together, words } from '../marks.ts';
import type { Moment, Picture, PictureInput } from '../picture.ts';
import { requestSentence } from '../sentence/ring-sentence.ts';
import { emptyScene, sheetOf } from '../sheet.ts';
import { fitText, textWidth } from '../text-width.ts';
import type { TraceLike } from '../trace-like.ts';
import { type Anatomy, anatomyOf } from './anatomy.ts';
import { legMarks } from './legs.ts';
import { laneMarks, quorumText, replyMarks, timeoutText, waitMarks } from './lanes.ts';
import { type RequestPlot, requestPlot } from './request-plot.ts';

/** One request from the client's question to the last straggler, as a small space–time diagram. */
export const request: Picture = { sentence: sentenceFor, scene: requestScene };

const nothingYet = 'No client has asked for anything yet. Press P to put, G to get.';

function sentenceFor({ view, selection }: Moment): string {
  const shown = shownRequest(view, selection);
  return shown === null ? nothingYet : requestSentence(view, shown);
}

function shownRequest(view: View, selection: Target | null): RequestView | null {
  return focusOf(view, selection).request;
}

function requestScene({ view, trace, selection, size, theme }: PictureInput): Scene {
  const sheet = sheetOf(size.width, size.height, theme);
  const shown = shownRequest(view, selection);
  if (shown === null) return emptyScene(sheet, nothingYet, tableOf(null, null, view));
  const anatomy = anatomyOf(trace, shown);
  const plot = requestPlot(anatomy, sheet, identify(view.nodes.keys()), view.cursor.at);
  const still: readonly Mark[] = [
    ...titleMarks(shown, plot),
    together('lanes', origin, laneMarks(view, shown, plot)),
    together('wait', origin, waitMarks(shown, plot)),
    together('legs', origin, legMarks(anatomy, shown, plot)),
    together('replies', origin, replyMarks(anatomy, shown, plot)),
  ];
  return {
    size,
    scale: sheet.scale,
    still,
    moving: [],
    get sentence() {
      return requestSentence(view, shown);
    },
    get table() {
      return tableOf(shown, anatomy, view, trace);
    },
  };
}

const origin = { x: 0, y: 0 };

function titleMarks(shown: RequestView, plot: RequestPlot): readonly Mark[] {
  const { sheet } = plot;
  const { margin, text, size } = sheet;
  const { op, key, value, client } = shown;
  const y = margin + text.large * 0.3;
  const title = `${op} ${key}${value === null ? '' : ` ${value}`} as ${client}`;
  const quorum = `${op === 'get' ? 'R' : 'W'} = ${shown.needed}`;
  const room = (beside: string): number =>
    size.width - 2 * margin - textWidth(beside, text.small) - text.large;
  const short = `${shown.request}, ${quorum}`;
  const long = `${shown.request}, issued at ${showTime(shown.issuedAt)}, ${quorum}`;
  const hasRoom = room(long) >= Math.min(textWidth(title, text.large, true), size.width * 0.6);
  const when = hasRoom ? long : short;
  return [
    words(
      'title',
      { x: margin, y },
      fitText(title, text.large, room(when), true),
      text.large,
      'key-name',
      { target: { type: 'request', request: shown.request }, label: `Request ${title}` },
    ),
    words('when', { x: size.width - margin, y }, when, text.small, 'node-name', { anchor: 'end' }),
  ];
}

function tableOf(
  shown: RequestView | null,
  anatomy: Anatomy | null,
  view: View,
  trace?: TraceLike,
): Table {
  const legs = (anatomy?.legs ?? []).filter(
    ({ span }) => trace !== undefined && span.sentBy < view.cursor.events,
  );
  const sent = legs.map(({ span, words: what }): Row => {
    const end = arrival(span.endAt <= view.cursor.at ? span.fate : 'in-flight', span.endAt);
    return { at: span.sentAt, cells: [span.from, span.to, what, end] };
  });
  const happened = (anatomy?.incidents ?? [])
    .filter(({ event }) => event < view.cursor.events)
    .map(({ at, lane, about, type }): Row => {
      if (type !== 'timeout') {
        const hint = type === 'hinted' ? `, with a hint for ${about ?? ''}` : '';
        return { at, cells: [lane, '', `stored${hint}`, ''] };
      }
      return { at, cells: [lane, about ?? '', timeoutText(about === null ? [] : [about]), ''] };
    });
  const rows = [...sent, ...happened, ...quorumRows(shown)].toSorted((a, b) => a.at - b.at);
  return {
    caption: shown === null ? 'A request' : `${shown.request}: ${shown.op} ${shown.key}`,
    columns: ['When', 'From', 'To', 'What', 'Arrived'],
    rows: rows.map(({ at, cells }) => [showTime(at), ...cells]),
  };
}

interface Row {
  readonly at: number;
  readonly cells: readonly string[];
}

function quorumRows(shown: RequestView | null): readonly Row[] {
  if (shown === null || shown.completedAt === null || shown.outcome === 'failed') return [];
  return [{ at: shown.completedAt, cells: [shown.coordinator ?? '', '', quorumText(shown), ''] }];
}

function arrival(fate: string, at: number): string {
  if (fate === 'delivered') return showTime(at);
  return fate === 'in-flight' ? 'on its way' : 'lost';
}
