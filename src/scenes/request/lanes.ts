import type { NodeId } from '../../dynamo/names.ts';
import type { RequestView, View } from '../../trace/view.ts';
import { badge } from '../badge.ts';
import type { Mark } from '../mark.ts';
import { area, stroke, together, words } from '../marks.ts';
import { listed } from '../sentence/list-words.ts';
import { lapse } from '../sentence/words.ts';
import { ticksIn } from '../space-time/axis.ts';
import { fitText, textWidth } from '../text-width.ts';
import type { Anatomy } from './anatomy.ts';
import type { RequestPlot } from './request-plot.ts';

/** A lane each, with who it is and what it is to this request; time since the request below. */
export function laneMarks(view: View, shown: RequestView, plot: RequestPlot): readonly Mark[] {
  const { sheet, left, right, bottom, anatomy, identities } = plot;
  const { margin, text, scale } = sheet;
  const r = Math.min(12 * scale + (text.small - 11), plot.gap * 0.34);
  const lanes = anatomy.lanes.flatMap((address): Mark[] => {
    const y = plot.y(address);
    const node = view.nodes.get(address);
    const identity = identities.get(address);
    const role = roleOf(address, shown);
    const x = margin + 2 * r + 8 * scale;
    const room = left - x - 6 * scale;
    const line = stroke(`lane ${address}`, { x: left, y }, { x: right, y }, 'lane');
    if (node === undefined || identity === undefined) {
      const name = fitText(address, text.medium, left - margin - 8 * scale, true);
      return [line, words(`name ${address}`, { x: margin, y }, name, text.medium, 'client-name')];
    }
    const status = node.status === 'up' ? '' : `, ${node.status}`;
    return [
      line,
      badge(node, identity, { x: margin + r, y }, r),
      words(
        `role ${address}`,
        { x, y },
        fitText(`${role}${status}`, text.small, room),
        text.small,
        'node-name',
      ),
    ];
  });
  return [...lanes, ...axisMarks(plot, bottom)];
}

function roleOf(address: string, shown: RequestView): string {
  if (address === shown.coordinator) return 'coordinator';
  const chosen = shown.chosen.find(({ node }) => node === address);
  if (chosen?.standsInFor) return `stands in for ${chosen.standsInFor}`;
  if (address === shown.forwardedBy) return 'handed it on';
  const isReplaced = shown.chosen.some(({ standsInFor }) => standsInFor === address);
  if (isReplaced) return 'home';
  return chosen === undefined ? 'asked first' : 'home';
}

function axisMarks(plot: RequestPlot, y: number): readonly Mark[] {
  const { sheet, left, right, anatomy } = plot;
  const { text, scale } = sheet;
  const spanUs = anatomy.toUs - anatomy.fromUs;
  const count = (right - left) / (text.small * 10);
  return [
    stroke('axis', { x: left, y }, { x: right, y }, 'axis'),
    ...ticksIn(0, spanUs, count).flatMap(({ at, text: told }): Mark[] => {
      const here = plot.x(anatomy.fromUs + at);
      const name = at === 0 ? 'issued' : `+${told}`;
      const half = textWidth(name, text.small) / 2;
      const middle = Math.min(
        Math.max(here, left + (at === 0 ? half : 0)),
        right - half + 8 * scale,
      );
      return [
        stroke(`tick ${at}`, { x: here, y }, { x: here, y: y + 4 * scale }, 'axis'),
        words(
          `time ${at}`,
          { x: middle, y: y + 4 * scale + text.small * 0.65 },
          name,
          text.small,
          'axis-text',
          { anchor: 'middle' },
        ),
      ];
    }),
  ];
}

/** How long the client waits, when the quorum was there, and where the cursor is. */
export function waitMarks(shown: RequestView, plot: RequestPlot): readonly Mark[] {
  const { sheet, top, bottom, right, left, cursorUs, anatomy } = plot;
  const { text, scale } = sheet;
  const { client, issuedAt, answeredAt, completedAt, outcome } = shown;
  const y = plot.y(client);
  const end = Math.min(right, plot.x(Math.min(answeredAt ?? cursorUs, cursorUs)));
  const marks: Mark[] = [
    stroke('waits', { x: plot.x(issuedAt), y }, { x: end, y }, 'request-wait'),
  ];
  if (answeredAt !== null) {
    const told = `${outcome === 'ok' ? 'ok' : 'failed'} after ${lapse(answeredAt - issuedAt)}`;
    const isLeft = end + textWidth(told, text.small) + 8 * scale > right;
    marks.push(
      words(
        'told',
        { x: isLeft ? end : end + 8 * scale, y: isLeft ? y - text.small : y },
        told,
        text.small,
        outcome === 'ok' ? 'good-note' : 'timeout-name',
        { anchor: isLeft ? 'end' : 'start' },
      ),
    );
  }
  if (completedAt !== null && outcome !== 'failed' && shown.coordinator !== null) {
    const x = plot.x(completedAt);
    const name = quorumText(shown);
    const half = textWidth(name, text.small) / 2;
    marks.push(
      stroke('quorum', { x, y: top - 4 * scale }, { x, y: bottom }, 'quorum-line'),
      words(
        'quorum name',
        {
          x: Math.min(Math.max(x, left + half), right - half),
          y: top - 4 * scale - text.small * 0.7,
        },
        name,
        text.small,
        'good-note',
        {
          anchor: 'middle',
          ...(shown.completedBy === null
            ? {}
            : { target: { type: 'event', event: shown.completedBy }, label: name }),
        },
      ),
    );
  }
  if (cursorUs >= anatomy.fromUs && cursorUs <= anatomy.toUs) {
    const x = plot.x(cursorUs);
    marks.push(stroke('cursor', { x, y: top - 2 * scale }, { x, y: bottom }, 'cursor'));
  }
  return marks;
}

export function quorumText({ op, needed }: RequestView): string {
  return `${op === 'get' ? 'R' : 'W'} = ${needed} reached`;
}

/** Who has not answered in time; nobody in particular when all of it took too long. */
export function timeoutText(about: readonly NodeId[]): string {
  return about.length === 0 ? 'gave up' : `${listed(about)} timed out`;
}

/** Answers as the coordinator counts them; what a node stored; who was given up. */
export function replyMarks(
  anatomy: Anatomy,
  shown: RequestView,
  plot: RequestPlot,
): readonly Mark[] {
  const { sheet, cursorUs, right } = plot;
  const { text, scale } = sheet;
  const coordinator = shown.coordinator;
  if (coordinator === null) return [];
  const r = Math.max(7.5 * scale, text.small * 0.68);
  const y = plot.y(coordinator);
  const taken: number[] = [];
  const replies = shown.replies.flatMap((reply, at): Mark[] => {
    const here = plot.x(reply.at);
    if (here > right) return [];
    let x = here;
    while (taken.some((other) => Math.abs(other - x) < 2 * r)) x += r;
    taken.push(x);
    const isExtra = reply.late;
    const label = `${reply.by} answered${isExtra ? ', late' : `, ${at + 1} of ${shown.needed}`}`;
    return [
      together(
        `reply ${reply.event}`,
        { x, y },
        [
          {
            type: 'circle',
            key: 'pip',
            x: 0,
            y: 0,
            r,
            style: isExtra ? 'pip-waiting' : 'pip',
            hue: plot.hue(reply.by),
          },
          words(
            'count',
            { x: 0, y: 0 },
            String(at + 1),
            text.small,
            isExtra ? 'pip-letter-waiting' : 'pip-letter',
            { anchor: 'middle', hue: plot.hue(reply.by) },
          ),
        ],
        { target: { type: 'event', event: reply.event }, label },
      ),
    ];
  });
  const seen = anatomy.incidents.filter(({ at }) => at <= cursorUs && plot.x(at) <= right);
  const incidents = seen.flatMap((incident): Mark[] => {
    const x = plot.x(incident.at);
    const lane = plot.y(incident.lane);
    const target = { type: 'event', event: incident.event } as const;
    const key = `${incident.type} ${incident.event}`;
    if (incident.type === 'timeout') {
      const alike = seen.filter(
        ({ type, at, lane: of }) =>
          type === 'timeout' && at === incident.at && of === incident.lane,
      );
      if (alike[0] !== incident) return [];
      const half = Math.min(10 * scale, plot.gap * 0.4);
      const about = alike.flatMap((one) => (one.about === null ? [] : [one.about]));
      const told = timeoutText(about);
      return [
        stroke(key, { x, y: lane - half }, { x, y: lane + half }, 'timeout', {
          target,
          label: told,
        }),
        words(
          `${key} name`,
          { x: x - 5 * scale, y: lane - half },
          told,
          text.small,
          'timeout-name',
          { anchor: 'end' },
        ),
      ];
    }
    if (incident.lane === coordinator) return [];
    const side = 4.5 * scale;
    const box = { x: x - side, y: lane - side, width: 2 * side, height: 2 * side };
    const label =
      incident.type === 'hinted'
        ? `${incident.lane} stored it with a hint for ${incident.about}`
        : `${incident.lane} stored it`;
    return incident.type === 'hinted'
      ? [area(key, box, 'hint', { target, label, hue: plot.hue(incident.about ?? '') })]
      : [area(key, box, 'arrow-kind', { target, label, hue: plot.hue(incident.lane) })];
  });
  return [...incidents, ...replies];
}
