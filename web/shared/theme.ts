/** Colours and measures for libraries that take them as values; `theme.css` says the same to CSS. */
export const theme = {
  /** Ink blue, the brand. */
  ink: '#1f3a68',
  inkDark: '#152a4d',
  inkPale: '#eef2f8',
  text: '#17202e',
  textSoft: '#55617a',
  line: '#dfe4ec',
  page: '#f5f7fa',
  /** What is wrong and must be mended. Not one of the state colours. */
  error: '#a3204e',
  radius: 10,
  font: "-apple-system, 'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Segoe UI', Roboto, sans-serif",
} as const;

/** The five state colours. They mean states and nothing else, and a word and a symbol go with them. */
export const stateColours = {
  green: '#15803d',
  yellow: '#a16207',
  orange: '#c2410c',
  red: '#c81e1e',
  grey: '#5b6472',
} as const;

export type StateColour = keyof typeof stateColours;
