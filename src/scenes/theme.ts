/** How many colours tell nodes apart; the seventh node repeats the first with another shape. */
export const nodeColours = 6;

/** A node's colour in the three places where it must be seen. */
export interface NodeColour {
  /** Of areas and lines: at least 3:1 against the surface. */
  readonly fill: string;
  /** Of a letter on the area: at least 4.5:1 against `fill`. */
  readonly on: string;
  /** Of words on the surface: at least 4.5:1. */
  readonly text: string;
}

export type ThemeName = 'light' | 'dark' | 'projector';

export interface Theme {
  readonly name: ThemeName;
  readonly surface: string;
  /** Of chips and tags lying on the surface. */
  readonly raised: string;
  readonly ink: string;
  /** Context: 4.5:1. */
  readonly inkSoft: string;
  /** Edges that must be seen: 3:1. */
  readonly edge: string;
  /** Hairlines that carry no meaning alone. */
  readonly line: string;
  /** Of stretches of time and of lanes that are pointed out, behind everything else. */
  readonly band: string;
  readonly accent: string;
  readonly danger: string;
  readonly good: string;
  /** Okabe–Ito without yellow and black: blue, vermillion, green, purple, orange, sky blue. */
  readonly nodes: readonly NodeColour[];
  /** Multiplies all line widths. */
  readonly stroke: number;
  /** Type sizes in px, before a large stage scales them up. */
  readonly text: { readonly small: number; readonly medium: number; readonly large: number };
}

const onDark = '#ffffff';
const onLight = '#101418';

const lightNodes: readonly NodeColour[] = [
  { fill: '#00558f', on: onDark, text: '#00558f' },
  { fill: '#bd3f00', on: onDark, text: '#b33c00' },
  { fill: '#007d59', on: onDark, text: '#007553' },
  { fill: '#c765ab', on: onLight, text: '#a23c86' },
  { fill: '#b27e00', on: onLight, text: '#866000' },
  { fill: '#228ecb', on: onLight, text: '#0a70a5' },
];

const light: Theme = {
  name: 'light',
  surface: '#fcfcfa',
  raised: '#ffffff',
  ink: '#1b1f23',
  inkSoft: '#5f666e',
  edge: '#7f868e',
  line: '#d9dce0',
  band: '#f1f2f4',
  accent: '#1b1f23',
  danger: '#b3261e',
  good: '#1d6f42',
  nodes: lightNodes,
  stroke: 1,
  text: { small: 11, medium: 13, large: 16 },
};

const dark: Theme = {
  name: 'dark',
  surface: '#15181c',
  raised: '#1e2227',
  ink: '#f0f2f4',
  inkSoft: '#a3abb4',
  edge: '#737b84',
  line: '#363b42',
  band: '#20252b',
  accent: '#f0f2f4',
  danger: '#ff8a80',
  good: '#62d394',
  nodes: [
    { fill: '#3a86ec', on: onLight, text: '#73b0f7' },
    { fill: '#ee6426', on: onLight, text: '#fa8f5a' },
    { fill: '#1a9f76', on: onLight, text: '#36c698' },
    { fill: '#e88cc6', on: onLight, text: '#f3a6d6' },
    { fill: '#ecbc45', on: onLight, text: '#ecbc45' },
    { fill: '#9fdcff', on: onLight, text: '#9fdcff' },
  ],
  stroke: 1,
  text: { small: 11, medium: 13, large: 16 },
};

/** For the back row: white, large type, heavy lines. */
const projector: Theme = {
  ...light,
  name: 'projector',
  surface: '#ffffff',
  ink: '#000000',
  inkSoft: '#4a5057',
  edge: '#6f767d',
  line: '#c4c8cd',
  band: '#f1f2f4',
  accent: '#000000',
  stroke: 1.6,
  text: { small: 18, medium: 20, large: 26 },
};

export const themes: Readonly<Record<ThemeName, Theme>> = { light, dark, projector };
