import type { NodeView } from '../../trace/view.ts';
import type { Identities } from '../identity.ts';
import type { Mark, Point } from '../mark.ts';
import { stroke, together } from '../marks.ts';
import { outline } from '../ring/node-mark.ts';

type Belief = 'member' | 'suspected' | 'removed' | 'unknown';

function beliefOf(believer: NodeView, subject: NodeView): Belief {
  if (believer.suspects.has(subject.node)) return 'suspected';
  const change = believer.believes.get(subject.node);
  if (change === undefined) return believer.node === subject.node ? 'member' : 'unknown';
  return change === 'join' ? 'member' : 'removed';
}

export function beliefWords(believer: NodeView, subject: NodeView): string {
  return beliefOf(believer, subject);
}

/**
 * One cell: a member in its colour and shape, a suspect hollow in a dashed halo, one that was
 * removed struck out, and nothing but a speck for one that it has not heard of.
 */
export function beliefMarks(
  believer: NodeView,
  subject: NodeView,
  identities: Identities,
  at: Point,
  cell: number,
): Mark {
  const belief = beliefOf(believer, subject);
  const identity = identities.get(subject.node);
  const r = cell * (believer.node === subject.node ? 0.1 : 0.2);
  const look = { hue: identity?.hue ?? 'ink' } as const;
  const body = (style: 'pip' | 'pip-waiting' | 'pip-empty', radius = r): Mark =>
    outline('body', identity?.shape ?? 'disc', { x: 0, y: 0 }, radius, { style, ...look });
  const marks: readonly Mark[] = {
    member: [body('pip')],
    suspected: [
      body('pip-waiting'),
      { type: 'circle', key: 'halo', x: 0, y: 0, r: r * 1.7, style: 'node-halo' } as const,
    ],
    removed: [
      body('pip-empty'),
      stroke('struck', { x: -r * 1.3, y: r * 1.3 }, { x: r * 1.3, y: -r * 1.3 }, 'removed-stroke'),
    ],
    unknown: [{ type: 'circle', key: 'speck', x: 0, y: 0, r: 2.5, style: 'speck' } as const],
  }[belief];
  const event = believer.suspects.get(subject.node);
  const isSelf = believer.node === subject.node;
  return together(`${believer.node} of ${subject.node}`, at, marks, {
    target: event === undefined ? { type: 'node', node: believer.node } : { type: 'event', event },
    ...(isSelf || belief === 'member'
      ? {}
      : { label: `${believer.node} of ${subject.node}: ${belief}` }),
  });
}
