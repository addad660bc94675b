import type { Micros } from '../../base/time.ts';
import type { View } from '../../trace/view.ts';
import { type Focus, focusOf } from '../focus.ts';
import { identify } from '../identity.ts';
import type { Mark, Scene, Size, Target } from '../mark.ts';
import { remember } from '../remember.ts';
import { replicasOf } from '../replicas/replicas.ts';
import { ringSentence } from '../sentence/ring-sentence.ts';
import type { Theme } from '../theme.ts';
import { barrierMarks } from './barriers.ts';
import { dataCentreMarks, dataCentresOf, seatingOrder } from './data-centres.ts';
import { chipPlaces } from './chip-places.ts';
import { clientMarks } from './clients.ts';
import { dotNames } from './dot-names.ts';
import { flightMarks, wayMarks } from './flights.ts';
import { homeLines, keyMarks } from './keys.ts';
import type { RingLayout } from './frame.ts';
import { ringLayout } from './layout.ts';
import { quorumMarks } from './quorum-marks.ts';
import { homeSetMarks } from './home-sets.ts';
import { ringRanges } from './ranges.ts';
import { rimMarks, ringTokens } from './rim.ts';
import { seatMarks } from './seats.ts';
import { ringTable } from './table.ts';
import { walkMarks, walkSpan } from './walk-marks.ts';
import { walkInView } from './walk.ts';
import type { WalkStep } from './walk-steps.ts';

/** What the ring is drawn from. The still layer depends on all of it but `atUs`. */
export interface RingInput {
  readonly view: View;
  readonly size: Size;
  readonly theme: Theme;
  readonly selection: Target | null;
  /** The moment of the moving layer; may lie between two events. */
  readonly atUs: Micros;
  /** The step of the preference walk that is looked at; null and by default: all of it. */
  readonly walkStep?: WalkStep | null;
  /** How many times larger the stage is than what is seen of it; 1 and by default: all is seen. */
  readonly zoom?: number;
  /** Messages stand half way instead of flying, for those who want no motion. */
  readonly isStepwise?: boolean;
}

/** The hash ring with its machines, clients and messages at one moment. */
export function ringScene(input: RingInput): Scene {
  const { view, size, theme, selection } = input;
  const layout = ringLayout(seatingOrder(view.nodes), view.clients, size, theme, input.zoom);
  const focus = focusFor(view, selection);
  const step = input.walkStep ?? null;
  return {
    size,
    scale: layout.scale,
    still: ringStill(view, focus, step, layout),
    get moving() {
      return ringMoving(input);
    },
    get sentence() {
      return step?.sentence ?? ringSentence(view, focus);
    },
    get table() {
      return ringTable(view, focus);
    },
  };
}

/** The moving layer alone: what is drawn anew in each frame. */
export function ringMoving(input: RingInput): readonly Mark[] {
  const { view, size, theme, selection, atUs, isStepwise = false } = input;
  const layout = ringLayout(seatingOrder(view.nodes), view.clients, size, theme, input.zoom);
  const moment = isStepwise ? null : atUs;
  return flightMarks(view, moment, identify(view.nodes.keys()), layout, selection);
}

/** The same focus as long as nothing that it is made of has changed. */
function focusFor(view: View, selection: Target | null): Focus {
  const focus = focusOf(view, selection);
  return sameFocus(selection, focus.key, focus.request, focus.isLive, focus.isKeyChosen);
}

const sameFocus = remember(
  (
    target: Target | null,
    key: Focus['key'],
    request: Focus['request'],
    live: boolean,
    isKeyChosen: boolean,
  ): Focus => ({ target, key, request, isLive: live, isKeyChosen }),
);

function ringStill(
  view: View,
  focus: Focus,
  step: WalkStep | null,
  layout: RingLayout,
): readonly Mark[] {
  const identities = identify(view.nodes.keys());
  const tokens = ringTokens(view.nodes);
  const ranges = ringRanges(view);
  const rows = focus.key === null ? noRows : replicasOf(view, focus.key.key);
  const chips = chipPlaces(focus.key?.key ?? null, rows, identities, layout, focus.target);
  const walk = walkInView(view, focus);
  const span = spanFor(walk, layout);
  return [
    group('centres', dataCentreMarks(dataCentresOf(view.nodes), chips.boxes, layout)),
    group('rim', rimMarks(tokens, ranges, [...view.nodes.keys()].join(' '), layout)),
    group('kept', homeSetMarks(ranges, focus, identities, layout)),
    group('barriers', barrierMarks(view.cutLinks, chips.boxes, span, layout)),
    group('homes', homeLines(focus, layout)),
    group('ways', wayMarks(view, identities, layout)),
    group('clients', clientMarks(view.requests, focus.target, layout)),
    group('request', quorumFor(focus.request, view.settings.n, identities, layout)),
    group('walk', walk === null ? nothing : walkMarksFor(walk, step, identities, layout)),
    group('keys', keyMarks(view.keys, focus.key, span, layout)),
    group('names', dotNames(view.nodes, chips, focus, identities, layout)),
    group('tethers', chips.tethers),
    group('machines', seatMarks(view.nodes, chips, focus.target, identities, layout)),
  ];
}

const nothing: readonly Mark[] = [];
const noRows: ReturnType<typeof replicasOf> = [];
const walkMarksFor = remember(walkMarks);
const spanFor = remember(walkSpan);
const quorumFor = remember(quorumMarks);

/** The same group as before when its marks are the same, so that painters can skip it. */
function group(key: string, marks: readonly Mark[]): Mark {
  let kept = groups.get(marks);
  if (kept === undefined) groups.set(marks, (kept = { type: 'group', key, x: 0, y: 0, marks }));
  return kept;
}

const groups = new WeakMap<readonly Mark[], Mark>();
