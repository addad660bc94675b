import type { Micros } from '../../base/time.ts';
import type { Address } from '../../dynamo/names.ts';
import { clamp } from '../geometry.ts';
import { type Identities, identify } from '../identity.ts';
import type { Size } from '../mark.ts';
import { remember } from '../remember.ts';
import type { Hue } from '../style.ts';
import { textWidth } from '../text-width.ts';
import type { Theme } from '../theme.ts';
import { scaleFor } from '../ring/frame.ts';

export interface Lane {
  readonly address: Address;
  readonly isClient: boolean;
  readonly hue: Hue;
  readonly y: number;
}

/** Where everything of the diagram has its place; px. */
export interface Plot {
  readonly size: Size;
  readonly scale: number;
  readonly text: number;
  readonly identities: Identities;
  readonly lanes: readonly Lane[];
  readonly laneOf: ReadonlyMap<Address, Lane>;
  readonly gap: number;
  /** Every how many lanes one is named. */
  readonly namedEach: number;
  /** Names of lanes close to each other stand in two columns in turn; px from one to the other. */
  readonly nameShift: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Lines of labels above the lanes: 0 … 2. */
  readonly rows: number;
  readonly rowHeight: number;
  readonly hasAxis: boolean;
}

/** Lays out the lanes; what a low diagram has no room for goes in this order: labels, then axis. */
export const plotOf = remember(
  (clientNames: string, nodeNames: string, width: number, height: number, theme: Theme): Plot => {
    const nodes = nodeNames === '' ? [] : nodeNames.split(' ');
    const clients = clientNames === '' ? [] : clientNames.split(' ');
    const identities = identify(nodes);
    const count = Math.max(1, clients.length + nodes.length);
    const scale = scaleOf({ width, height }, count);
    const text = Math.round(theme.text.small * scale);
    const rowHeight = text + 6 * scale;
    const least = count * 8 * scale;
    const hasAxis = height - 2 * rowHeight >= least;
    const rows =
      height - 3.2 * rowHeight >= count * 12 * scale
        ? 2
        : height - 2 * rowHeight >= least * 0.6
          ? 1
          : 0;
    const top = Math.max(rows, 1) * rowHeight + 6 * scale;
    const bottom = height - (hasAxis ? rowHeight + 2 * scale : 4 * scale);
    const gap = (bottom - top) / count;
    const lane = (address: Address, at: number): Lane => ({
      address,
      isClient: at < clients.length,
      hue: identities.get(address)?.hue ?? 'ink',
      y: top + (at + 0.5) * gap,
    });
    const lanes = [...clients, ...nodes].map(lane);
    const names = lanes.map(
      ({ address }) => widestBold * textWidth(nameOf(address, identities), text, true),
    );
    const crowd = Math.max(1, Math.ceil((text * 0.86) / gap));
    // Two columns for names that would overlap in one; beyond that not every lane is named.
    const nameShift =
      crowd === 2 ? Math.max(0, ...names.filter((_, at) => at % 2 === 0)) + 6 * scale : 0;
    const outer = names.map(
      (namePx, at) => namePx + (at % 2 === 1 && nameShift > 0 ? nameShift + 8 * scale : 0),
    );
    return {
      size: { width, height },
      scale,
      text,
      identities,
      lanes,
      laneOf: new Map(lanes.map((one) => [one.address, one])),
      gap,
      namedEach: crowd === 2 ? 1 : crowd,
      nameShift,
      left: clamp(Math.max(0, ...outer) + 20 * scale, 32 * scale, width * 0.25),
      right: width - 12 * scale,
      top,
      bottom,
      rows,
      rowHeight,
      hasAxis,
    };
  },
  8,
);

/** Below a stage the diagram is low; across a wall its words are as large as its lanes leave room for. */
function scaleOf({ width, height }: Size, lanes: number): number {
  const usual = scaleFor({ width: width * 0.5, height: height * 2 });
  const across = scaleFor({ width: width * 0.28, height: width * 0.28 });
  const room = height / (lanes + 4) / 15;
  return width < wallPx ? usual : Math.max(usual, Math.min(across, room));
}

const wallPx = 2_400;

/** Nothing lies left of the names: where bold letters are wider than usual, they must not be cut. */
const widestBold = 1.09;

/** Nodes by their letter where names are long, clients by their name. */
export function nameOf(address: Address, identities: Identities): string {
  return identities.get(address)?.letter ?? address;
}

/** Virtual time to px and back, within the plot. */
export interface TimeScale {
  readonly fromUs: Micros;
  readonly toUs: Micros;
  x(at: Micros): number;
  at(x: number): Micros;
}

export function timeScale(plot: Plot, fromUs: Micros, toUs: Micros): TimeScale {
  const span = Math.max(1, toUs - fromUs);
  const width = Math.max(1, plot.right - plot.left);
  return {
    fromUs,
    toUs,
    x: (at) => plot.left + ((at - fromUs) / span) * width,
    at: (x) => Math.round(fromUs + ((x - plot.left) / width) * span),
  };
}
