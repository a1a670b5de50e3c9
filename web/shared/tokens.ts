import { stateColours } from '../../forms/state-colours.ts';

/**
 * Colours, spacing, type sizes and radii of all apps. The build gives them to CSS as variables
 * (`--ax-ink`, `--ax-space-md`, see `cssVariables`); the themes of the component libraries and the
 * charts take them from here.
 */
export const colours = {
  /** Ink blue, the brand. */
  ink: '#1f3a68',
  inkDark: '#152a4d',
  /** Tints of ink: of an area, an area that is pointed at, a border, what is left of a bar. */
  inkPale: '#eef2f8',
  inkHover: '#e1e8f2',
  inkBorder: '#c3d0e3',
  inkBorderStrong: '#b9c7dd',
  inkRest: '#cfd8e6',
  /** Text of less weight on ink. */
  onInkSoft: '#d5deec',
  text: '#17202e',
  textSoft: '#55617a',
  textPlaceholder: '#6b7589',
  textDisabled: '#7b8598',
  line: '#dfe4ec',
  page: '#f5f7fa',
  surface: '#ffffff',
  surfaceSoft: '#f8fafc',
  /** Behind what fills the screen for a moment, such as a photo. */
  backdrop: '#0b1220',
  /** The line that says that there is no network. */
  offline: '#33405a',
  /** Around what can be filled in on a phone, and where something can be added. */
  control: '#b9c2d0',
  controlAdd: '#8a97ab',
  focus: '#6f93d0',
  /** Where something is about to be. */
  ghost: '#e9edf3',
  /** What is wrong and must be mended. Not one of the state colours. */
  error: '#a3204e',
  errorPale: '#fbf1f4',
  errorDark: '#7d1539',
  errorHover: '#f7e4ea',
  errorBorder: '#e6bac8',
  /** What deserves attention without being wrong. Not one of the state colours, either. */
  warning: '#6a4a86',
  warningPale: '#f5f1f9',
  warningBorder: '#d3c5e1',
} as const;

export { type StateColour, stateColours } from '../../forms/state-colours.ts';

/** Colours that a programme may take for its own, offered to whoever makes one. */
export const brandChoices = [
  colours.ink,
  '#0b4f6c',
  '#005b5e',
  '#14532d',
  '#5b2a86',
  '#8a1538',
  '#5d4037',
  '#2f2f3a',
] as const;

/** Of days and other things that are to be reported, in all apps: done, missed, still due; each with its tint. */
export const dutyColours = {
  done: stateColours.green,
  donePale: '#f3faf5',
  missed: stateColours.orange,
  missedPale: '#fdf5f0',
  due: colours.ink,
  duePale: colours.inkPale,
} as const;

/** Distances in pixels, named as in antd. */
const space = { xxs: 4, xs: 8, sm: 12, md: 16, lg: 20, xl: 24, xxl: 32 } as const;

/** Type sizes in pixels. The text of a PC is `base`, that of a phone `lg`. */
const size = {
  xs: 12,
  sm: 13,
  base: 14,
  md: 15,
  lg: 16,
  xl: 17,
  h5: 18,
  h4: 20,
  h3: 22,
  h2: 24,
  h1: 26,
} as const;

/** Radii in pixels: of a control, an area, the product's icon, a card on a phone, a pill. */
export const radius = { control: 6, area: 10, icon: 12, card: 14, pill: 999 } as const;

const chinese = "'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei', 'Noto Sans CJK SC'";

/** System fonts alone: no page waits for one. Chinese fonts draw Western quotation marks as wide as a character. */
export const font = {
  zh: `-apple-system, ${chinese}, 'Segoe UI', Roboto, sans-serif`,
  en: `-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', ${chinese}, sans-serif`,
} as const;

/** The tokens as a style sheet. */
export function cssVariables(): string {
  const lines = [
    ...Object.entries({ ...colours, ...stateColours, ...dutyColours }).map(([name, value]) => [
      name,
      value,
    ]),
    ...Object.entries(space).map(([name, value]) => [`space-${name}`, `${value}px`]),
    ...Object.entries(size).map(([name, value]) => [`size-${name}`, `${value}px`]),
    ...Object.entries(radius).map(([name, value]) => [`radius-${name}`, `${value}px`]),
    ['font', font.zh],
  ].map(([name = '', value]) => `  --ax-${kebab(name)}: ${value};`);
  return `:root {\n${lines.join('\n')}\n}\n\n:root:lang(en) {\n  --ax-font: ${font.en};\n}\n`;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
