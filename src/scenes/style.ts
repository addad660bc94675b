import { nodeColours, type NodeColour, type Theme } from './theme.ts';

/** A node's colour by number, or the ink of clients and of the world. */
export type Hue = 'ink' | 0 | 1 | 2 | 3 | 4 | 5;

export const hues: readonly Hue[] = ([0, 1, 2, 3, 4, 5] as const).slice(0, nodeColours);

/** How a mark is painted; null is not at all. */
export interface Paint {
  readonly fill: string | null;
  readonly stroke: string | null;
  /** px, before the scene's scale. */
  readonly width: number;
  readonly dash: readonly number[];
  readonly round: boolean;
  readonly bold: boolean;
  readonly mono: boolean;
  /** A rim of surface colour around letters, to be read above lines. */
  readonly halo: boolean;
}

interface Look {
  readonly fill?: Tone;
  readonly stroke?: Tone;
  readonly width?: number;
  readonly dash?: readonly number[];
  readonly round?: boolean;
  readonly bold?: boolean;
  readonly mono?: boolean;
  readonly halo?: boolean;
}

/** A colour of the theme by its part: `hue`, `on` and `hue-text` are those of the mark's node. */
type Tone =
  | 'surface'
  | 'raised'
  | 'ink'
  | 'ink-soft'
  | 'edge'
  | 'line'
  | 'band'
  | 'accent'
  | 'danger'
  | 'good'
  | 'hue'
  | 'on'
  | 'hue-text';

/** Every manner of being drawn. One meaning has one form each (look.md). */
const looks = {
  // The rim and what lies on it.
  range: { stroke: 'hue', width: 8 },
  partition: { stroke: 'surface', width: 1.5 },
  token: { fill: 'surface', stroke: 'hue', width: 1.5 },
  'token-label': { fill: 'hue-text', bold: true },
  leader: { stroke: 'edge', width: 0.75 },
  key: { fill: 'ink', stroke: 'surface', width: 1.5 },
  'key-quiet': { fill: 'ink-soft', stroke: 'surface', width: 1 },
  'key-name': { fill: 'ink', bold: true, halo: true },
  'key-name-quiet': { fill: 'ink-soft', halo: true },
  'key-home': { stroke: 'edge', width: 1, dash: [2, 4] },

  // Data centres.
  'centre-sector': { stroke: 'band' },
  'centre-border': { stroke: 'edge', width: 1, dash: [1, 4] },
  'centre-name': { fill: 'ink-soft', bold: true, halo: true },

  // The preference walk.
  walk: { stroke: 'ink', width: 1.5 },
  'walk-skipped': { fill: 'surface', stroke: 'edge', width: 1.25 },
  'walk-stop': { fill: 'hue', stroke: 'surface', width: 1.5 },
  'walk-stop-waiting': { fill: 'surface', stroke: 'hue', width: 1.75 },
  'walk-stop-stand-in': { fill: 'surface', stroke: 'hue', width: 1.75, dash: [1, 3], round: true },
  'walk-number': { fill: 'on', bold: true },
  'walk-number-hollow': { fill: 'hue-text', bold: true },
  'walk-struck': { stroke: 'hue', width: 1.75 },
  'walk-link': { stroke: 'hue', width: 1.5, dash: [4, 3] },
  'walk-link-head': { fill: 'hue' },

  // Machines.
  node: { fill: 'hue', stroke: 'hue', width: 2 },
  'node-hollow': { fill: 'surface', stroke: 'hue', width: 2 },
  'node-gone': { fill: 'surface', stroke: 'edge', width: 1.25, dash: [2, 3] },
  'node-partial': { stroke: 'hue', width: 3 },
  'node-stripe': { stroke: 'hue', width: 2 },
  'node-cross': { stroke: 'hue', width: 2 },
  'node-halo': { stroke: 'ink', width: 1.5, dash: [4, 3] },
  'node-selected': { stroke: 'accent', width: 2 },
  'node-letter': { fill: 'on', bold: true },
  'node-letter-hollow': { fill: 'hue-text', bold: true, halo: true },
  'node-letter-gone': { fill: 'ink-soft' },
  'node-name': { fill: 'ink-soft', halo: true },

  // Clients.
  client: { fill: 'raised', stroke: 'ink', width: 1.5 },
  'client-name': { fill: 'ink', bold: true },
  'client-note-quiet': { fill: 'ink-soft', halo: true },

  // What a machine holds.
  chip: { fill: 'raised', stroke: 'edge', width: 1 },
  'chip-stale': { fill: 'surface', stroke: 'line', width: 1 },
  'chip-selected': { fill: 'raised', stroke: 'accent', width: 2 },
  'chip-value': { fill: 'ink' },
  'chip-value-stale': { fill: 'ink-soft' },
  'chip-clock': { fill: 'hue-text', mono: true, bold: true },
  'chip-clock-past': { fill: 'hue-text', mono: true },
  'chip-dot': { stroke: 'hue-text', width: 1.25 },
  hint: { fill: 'raised', stroke: 'hue', width: 1.5, dash: [4, 2] },
  'hint-fold': { fill: 'hue' },

  // The anatomy of a request.
  'leg-words': { fill: 'hue-text', halo: true },
  'good-note': { fill: 'good', bold: true, halo: true },
  'quorum-line': { stroke: 'good', width: 1.5, dash: [2, 4] },

  // Health.
  'bad-figure': { fill: 'danger', bold: true },
  'read-dot': { fill: 'surface', stroke: 'ink-soft', width: 1.5 },
  'write-dot': { fill: 'ink-soft', stroke: 'surface', width: 1 },

  // Who believes what.
  speck: { fill: 'edge' },
  'removed-stroke': { stroke: 'ink-soft', width: 1.5 },
  knows: { stroke: 'hue', width: 2 },
  'spread-origin': { fill: 'surface', stroke: 'hue', width: 2.5 },

  // Load.
  efficiency: { stroke: 'ink', width: 2 },
  'mean-line': { stroke: 'ink', width: 1.5, dash: [5, 3] },

  // Hints.
  'hint-past': { fill: 'surface', stroke: 'line', width: 1 },
  trip: { stroke: 'hue', width: 2 },

  // Merkle trees.
  branch: { stroke: 'edge', width: 1.25 },
  'branch-differs': { stroke: 'danger', width: 1.75 },
  'place-equal': { fill: 'good', stroke: 'surface', width: 1 },
  'place-differs': { fill: 'danger', stroke: 'surface', width: 1 },
  'place-unknown': { fill: 'surface', stroke: 'edge', width: 1.25 },

  // The history of versions.
  card: { fill: 'surface', stroke: 'line', width: 1 },
  'card-current': { fill: 'raised', stroke: 'ink', width: 1.5 },
  'card-lost': { fill: 'surface', stroke: 'danger', width: 1.25, dash: [4, 3] },
  'card-value': { fill: 'ink', bold: true },
  'card-note': { fill: 'ink-soft' },
  'card-wrong': { fill: 'danger', bold: true },
  descent: { stroke: 'edge', width: 1.5 },
  'descent-false': { stroke: 'danger', width: 1.5, dash: [4, 4] },

  // The quorum.
  pip: { fill: 'hue', stroke: 'hue', width: 1.5 },
  'pip-waiting': { fill: 'surface', stroke: 'hue', width: 1.5 },
  'pip-stand-in': { fill: 'surface', stroke: 'hue', width: 1.5, dash: [1, 2.5], round: true },
  'pip-letter': { fill: 'on', bold: true },
  'pip-letter-waiting': { fill: 'hue-text', bold: true },
  'pip-empty': { fill: 'surface', stroke: 'edge', width: 1.25, dash: [2, 3] },
  bracket: { stroke: 'ink', width: 1.5 },

  // Faults of the world.
  barrier: { stroke: 'danger', width: 2, dash: [8, 5] },
  'barrier-name': { fill: 'danger', bold: true, halo: true },
  'cut-link': { stroke: 'danger', width: 1.25, dash: [3, 4] },
  'cut-head': { fill: 'danger' },
  'cut-bar': { stroke: 'danger', width: 2 },

  // Messages.
  flight: { stroke: 'hue', width: 1.25 },
  message: { fill: 'hue', stroke: 'surface', width: 1 },
  'message-lost': { fill: 'surface', stroke: 'hue', width: 1.75 },
  'message-focus': { stroke: 'accent', width: 2 },

  // The space–time diagram.
  lane: { stroke: 'line', width: 1 },
  'lane-down': { stroke: 'hue', width: 1.5, dash: [1.5, 4], round: true },
  'lane-name': { fill: 'hue-text', bold: true },
  'lane-paused': { stroke: 'hue', width: 1 },
  'lane-fault': { stroke: 'hue', width: 2 },
  'lane-start': { fill: 'surface', stroke: 'hue', width: 1.75 },
  band: { fill: 'band' },
  axis: { stroke: 'edge', width: 1 },
  'axis-text': { fill: 'ink-soft' },
  arrow: { stroke: 'hue', width: 1.25 },
  'arrow-reply': { stroke: 'hue', width: 1.25, dash: [5, 3] },
  'arrow-probe': { stroke: 'hue', width: 0.75, dash: [1, 2] },
  'arrow-head-faint': { fill: 'edge' },
  'arrow-faint': { stroke: 'edge', width: 0.75 },
  'arrow-past': { stroke: 'hue', width: 2.5 },
  'arrow-past-reply': { stroke: 'hue', width: 2.5, dash: [5, 3] },
  'arrow-head-open': { fill: 'surface', stroke: 'hue', width: 1.25 },
  'event-past': { fill: 'hue', stroke: 'surface', width: 1 },
  'event-future': { fill: 'surface', stroke: 'hue', width: 1.25 },
  'event-itself': { fill: 'surface', stroke: 'accent', width: 2 },
  'arrow-kind': { fill: 'hue', stroke: 'surface', width: 1 },
  'arrow-head': { fill: 'hue' },
  'arrow-lost': { stroke: 'hue', width: 1.25, dash: [2, 3] },
  'arrow-lost-end': { fill: 'surface', stroke: 'hue', width: 1.5 },
  density: { fill: 'hue' },
  'density-faint': { fill: 'line' },
  'density-future': { fill: 'surface', stroke: 'hue', width: 1 },
  'density-lost': { fill: 'danger' },
  'request-wait': { stroke: 'ink', width: 2.5 },
  'outcome-sign': { stroke: 'good', width: 1.5, round: true },
  'outcome-sign-failed': { stroke: 'danger', width: 1.5, round: true },
  'lane-blank': { stroke: 'surface', width: 2 },
  'command-mark': { fill: 'ink', bold: true, halo: true },
  command: { fill: 'ink', halo: true },
  'command-future': { fill: 'edge', halo: true },
  'command-refused': { fill: 'danger', halo: true },
  'command-tick': { stroke: 'ink', width: 1 },
  timeout: { stroke: 'danger', width: 2 },
  'timeout-name': { fill: 'danger', halo: true },
  outcome: { fill: 'surface', stroke: 'good', width: 1.75 },
  'outcome-failed': { fill: 'surface', stroke: 'danger', width: 1.75 },
  veil: { fill: 'surface' },
  cursor: { stroke: 'accent', width: 2 },
  'cursor-tag': { fill: 'accent' },
  'cursor-time': { fill: 'surface', bold: true },
  nothing: {},
} as const satisfies Record<string, Look>;

export type StyleName = keyof typeof looks;

/** How a mark of this style, of this node's colour, is painted in this theme. */
export function resolveStyle(theme: Theme, style: StyleName, hue: Hue = 'ink'): Paint {
  const name = `${style}/${hue}`;
  let paints = resolved.get(theme);
  if (paints === undefined) resolved.set(theme, (paints = new Map<string, Paint>()));
  let paint = paints.get(name);
  if (paint === undefined) paints.set(name, (paint = paintOf(theme, looks[style], hue)));
  return paint;
}

const resolved = new WeakMap<Theme, Map<string, Paint>>();

function paintOf(theme: Theme, look: Look, hue: Hue): Paint {
  const colour = (tone: Tone | undefined): string | null =>
    tone === undefined ? null : colourOf(theme, tone, hue);
  return {
    fill: colour(look.fill),
    stroke: colour(look.stroke),
    width: (look.width ?? 0) * theme.stroke,
    dash: (look.dash ?? []).map((part) => part * theme.stroke),
    round: look.round ?? false,
    bold: look.bold ?? false,
    mono: look.mono ?? false,
    halo: look.halo ?? false,
  };
}

/** A colour of the theme, by its part. */
export function colourOf(theme: Theme, tone: Tone, hue: Hue): string {
  const ofNode = (part: keyof NodeColour, ink: string): string =>
    hue === 'ink' ? ink : (theme.nodes[hue]?.[part] ?? ink);
  switch (tone) {
    case 'hue':
      return ofNode('fill', theme.ink);
    case 'on':
      return ofNode('on', theme.surface);
    case 'hue-text':
      return ofNode('text', theme.ink);
    case 'ink-soft':
      return theme.inkSoft;
    default:
      return theme[tone];
  }
}
