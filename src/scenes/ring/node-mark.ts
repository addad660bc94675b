import type { NodeView } from '../../trace/view.ts';
import { polar, turn } from '../geometry.ts';
import type { Identity, NodeShape } from '../identity.ts';
import type { Mark, Point } from '../mark.ts';
import type { StyleName } from '../style.ts';

/** A closed outline around the origin: how nodes of the same colour are told apart. */
export function outline(
  key: string,
  shape: NodeShape,
  at: Point,
  r: number,
  look: Pick<Mark & { type: 'circle' }, 'style' | 'hue'>,
): Mark {
  switch (shape) {
    case 'disc':
      return { type: 'circle', key, ...at, r, ...look };
    case 'square': {
      const side = r * 1.78;
      const corner = { x: at.x - side / 2, y: at.y - side / 2 };
      return {
        type: 'rect',
        key,
        ...corner,
        width: side,
        height: side,
        radius: side * 0.16,
        ...look,
      };
    }
    case 'hexagon': {
      const points = [0, 1, 2, 3, 4, 5].map((k) => polar(at, r * 1.06, (k / 6) * turn));
      return { type: 'polygon', key, points, ...look };
    }
  }
}

/** A machine around the origin, in the form that its status has (look.md). */
export function nodeMarks(
  node: NodeView,
  identity: Identity,
  r: number,
  letterPx: number | null,
): readonly Mark[] {
  const { hue, shape, letter } = identity;
  const body = (style: StyleName): Mark =>
    outline('body', shape, { x: 0, y: 0 }, r, { style, hue });
  const name = (style: StyleName): readonly Mark[] =>
    letterPx === null
      ? []
      : [
          {
            type: 'text',
            key: 'letter',
            x: 0,
            y: 0,
            text: letter,
            size: letter.length > 2 ? letterPx * 0.8 : letterPx,
            anchor: 'middle',
            style,
            hue,
          },
        ];
  switch (node.status) {
    case 'up':
      return [body('node'), ...name('node-letter')];
    case 'paused':
      return [body('node-hollow'), stripes(identity, r), ...name('node-letter-hollow')];
    case 'down':
      return [body('node-hollow'), cross(identity, r), ...name('node-letter-hollow')];
    case 'joining':
    case 'leaving':
      return [
        body('node-gone'),
        {
          type: 'arc',
          key: 'part',
          x: 0,
          y: 0,
          r,
          from: 0,
          to: turn * shareOf(node),
          width: null,
          style: 'node-partial',
          hue,
        },
        ...name('node-letter-hollow'),
      ];
    case 'removed':
      return [body('node-gone'), ...name('node-letter-gone')];
  }
}

/** How much of a joining node is there, or of a leaving one is left: never nothing, never all. */
function shareOf({ status, moved: { done, of } }: NodeView): number {
  const share = of === 0 ? 0 : done / of;
  return 0.12 + 0.76 * (status === 'joining' ? share : 1 - share);
}

/** Diagonal hatching inside the outline. */
function stripes(identity: Identity, r: number): Mark {
  const inner = identity.shape === 'disc' ? r - 1 : r * 0.9;
  const step = Math.max(4, r / 3.2);
  const segments = [];
  for (let offset = -Math.floor(inner / step) * step; offset < inner; offset += step) {
    const half = Math.sqrt(Math.max(0, inner * inner - offset * offset));
    const [along, across] = [half * Math.SQRT1_2, offset * Math.SQRT1_2];
    segments.push(
      { to: 'move', x: across - along, y: across + along } as const,
      { to: 'line', x: across + along, y: across - along } as const,
    );
  }
  return { type: 'path', key: 'stripes', segments, style: 'node-stripe', hue: identity.hue };
}

/** Two strokes right across the outline; the letter keeps clear of them by its halo. */
function cross(identity: Identity, r: number): Mark {
  const reach = r * 1.2;
  const segments = [1, 3].flatMap((eighth) => {
    const one = polar({ x: 0, y: 0 }, reach, (eighth / 8) * turn);
    return [{ to: 'move', ...one } as const, { to: 'line', x: -one.x, y: -one.y } as const];
  });
  return { type: 'path', key: 'cross', segments, style: 'node-cross', hue: identity.hue };
}
