import { lowerBound } from '../../base/order.ts';
import type { Draft } from '../draft.ts';
import type { EventHeader, EventOf } from '../event.ts';
import { isPictureName } from '../pictures.ts';
import type { LogLine } from '../view.ts';
import { newNode } from './standing.ts';

export type RunEvent = EventOf<
  | 'run-started'
  | 'command-issued'
  | 'command-refused'
  | 'setting-changed'
  | 'said'
  | 'members-downloaded'
  | 'shown'
  | 'marked'
>;

/** What the person did and what the audience is told. */
export function reduceRun(draft: Draft, event: RunEvent): void {
  const { view } = draft;
  switch (event.type) {
    case 'run-started':
      return start(draft, event);
    case 'command-issued':
      return log(draft, event, { line: event.line, refused: null });
    case 'command-refused':
      return refuse(draft, event);
    case 'setting-changed':
      view.settings = event.settings;
      return;
    case 'said':
      view.said = event.text;
      return;
    case 'marked': {
      const marks = draft.list(view.marks);
      marks.push({ name: event.name, at: event.at, event: event.id });
      view.marks = marks;
      return;
    }
    case 'members-downloaded':
      return;
    case 'shown':
      return turnTo(draft, event);
  }
}

function start(draft: Draft, event: EventOf<'run-started'>): void {
  const { view } = draft;
  view.title = event.title;
  view.randomSeed = event.randomSeed;
  view.settings = event.settings;
  view.world = event.world;
  draft.founders = new Map(event.nodes.map(({ node }) => [node, 'join']));
  view.nodes = new Map(
    event.nodes.map((node) => [
      node.node,
      { ...newNode(node, event), believes: draft.founders, standing: 'member', status: 'up' },
    ]),
  );
}

function log(draft: Draft, event: EventHeader, entry: Pick<LogLine, 'line' | 'refused'>): void {
  const lines = draft.list(draft.view.log);
  lines.push({ at: event.at, event: event.id, ...entry });
  draft.view.log = lines;
}

/** A trace may come from elsewhere, with pictures that are not known here. */
function turnTo(draft: Draft, event: EventOf<'shown'>): void {
  const { view: picture, subject, id } = event;
  if (isPictureName(picture)) draft.view.shown = { picture, subject, event: id };
}

/** The refusal is noted on the line of the command that led to it, if that is in the log. */
function refuse(draft: Draft, event: EventOf<'command-refused'>): void {
  const { cause } = event;
  const lines = draft.view.log;
  const index = cause === null ? -1 : lowerBound(lines, (line) => line.event < cause);
  const issued = lines[index];
  if (!issued || issued.event !== cause) {
    return log(draft, event, { line: event.line, refused: event.why });
  }
  const changed = draft.list(lines);
  changed[index] = { ...issued, refused: event.why };
  draft.view.log = changed;
}
