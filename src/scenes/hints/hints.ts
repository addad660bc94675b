import { showTime } from '../../base/time.ts';
import type { View } from '../../trace/view.ts';
import { clockText, valueText } from '../clock-text.ts';
import { type Identities, identify } from '../identity.ts';
import type { Scene, Table } from '../mark.ts';
import type { Moment, Picture, PictureInput } from '../picture.ts';
import { counted, listed } from '../sentence/list-words.ts';
import { lapse, versionWords } from '../sentence/words.ts';
import { emptyScene, sheetOf } from '../sheet.ts';
import { chronicleOf } from '../space-time/chronicle.ts';
import { axisMarks, headMarks, plotOf } from './plot.ts';
import { isOpen, stateOf } from './state.ts';
import { stayMark } from './stay-mark.ts';
import { type Stay, staysOf } from './stays.ts';

/** Who holds what for whom since when, the trip home, and the deletion. (§4.6) */
export const hints: Picture = { sentence: hintsSentence, scene: hintsScene };

const nothingYet =
  'No hint was ever needed. Kill a home node of a key and put the key: another node stands in.';

function hintsSentence({ view, trace }: Moment): string {
  const stays = staysOf(trace, view.cursor.events);
  if (stays.length === 0) return nothingYet;
  const open = stays.filter((stay) => isOpen(stay, view));
  const home = stays.filter(({ end }) => end?.reason === 'handed-off').length;
  const [first] = open;
  if (first === undefined) {
    const all = stays.length === 1 ? 'The only hint is' : `All ${stays.length} hints are`;
    return home === stays.length
      ? `${all} home and deleted.`
      : `No hint waits; ${home} of ${counted(stays.length, 'hint')} went home.`;
  }
  const more =
    open.length > 1
      ? `, and ${counted(open.length - 1, 'other hint')} ${open.length > 2 ? 'wait' : 'waits'}`
      : '';
  const since = lapse(view.cursor.at - first.storedAt);
  return `${first.holder} has held ${first.key} = ${versionWords(first.version)} for ${first.for} for ${since}${more}.`;
}

function hintsScene({ view, trace, selection, compared, size, theme }: PictureInput): Scene {
  const sheet = sheetOf(size.width, size.height, theme);
  const stays = staysOf(trace, view.cursor.events);
  const identities = identify(view.nodes.keys());
  if (stays.length === 0) return emptyScene(sheet, nothingYet, tableOf([], view, identities));
  const plot = plotOf(stays, view, identities, sheet);
  const away = chronicleOf(trace).spells.filter(({ kind }) => kind !== 'cut');
  return {
    size,
    scale: sheet.scale,
    still: [
      ...headMarks(stays, plot),
      ...axisMarks(plot),
      ...plot.shown.map((stay, row) => {
        const absences = away.filter(
          ({ node, event }) => node === stay.for && event < view.cursor.events,
        );
        return stayMark(stay, row, absences, view, selection, plot);
      }),
    ],
    moving: [],
    get sentence() {
      return hintsSentence({ view, trace, selection, compared });
    },
    get table() {
      return tableOf(stays, view, identities);
    },
  };
}

function tableOf(stays: readonly Stay[], view: View, identities: Identities): Table {
  const rows = stays.map((stay) => [
    stay.holder,
    stay.for,
    `${stay.key} = ${valueText(stay.version)} ${clockText(stay.version, identities)}`,
    showTime(stay.storedAt),
    stateOf(stay, view),
  ]);
  return {
    caption: `Hints: ${listed([counted(stays.length, 'hint')])}`,
    columns: ['Holder', 'For', 'What', 'Stored', 'State'],
    rows,
  };
}
