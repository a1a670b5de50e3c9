/** The five state colours. They mean states and nothing else, and a word and a symbol go with them. */
export const stateColours = {
  green: '#15803d',
  yellow: '#a16207',
  orange: '#c2410c',
  red: '#c81e1e',
  grey: '#5b6472',
} as const;

export type StateColour = keyof typeof stateColours;
