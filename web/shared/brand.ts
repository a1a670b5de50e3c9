import { useLayoutEffect } from 'react';
import { colours } from './tokens.ts';

/** A programme's own colour; without one its pages have the product's. */
export type Brand = { colour: string };

/** The tokens that are ink: how much of it each has, the rest being black or white. */
const shares: [token: string, share: number, other: string][] = [
  ['--ax-ink', 1, colours.surface],
  ['--ax-ink-dark', 0.72, '#000000'],
  ['--ax-ink-pale', 0.07, colours.surface],
  ['--ax-ink-hover', 0.13, colours.surface],
  ['--ax-ink-border', 0.27, colours.surface],
  ['--ax-ink-border-strong', 0.32, colours.surface],
  ['--ax-ink-rest', 0.22, colours.surface],
  ['--ax-on-ink-soft', 0.18, colours.surface],
  // What is to be done is no state, and has the colour of what can be pressed.
  ['--ax-due', 1, colours.surface],
  ['--ax-due-pale', 0.07, colours.surface],
];

function mix(colour: string, share: number, other: string): string {
  const part = (at: number) => {
    const [one, two] = [colour, other].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16));
    const mixed = Math.round((one ?? 0) * share + (two ?? 0) * (1 - share));
    return mixed.toString(16).padStart(2, '0');
  };
  return `#${[1, 3, 5].map(part).join('')}`;
}

/** What the variables of ink are in a programme's colour. */
export function brandVariables({ colour }: Brand): Record<string, string> {
  return Object.fromEntries(
    shares.map(([token, share, other]) => [token, mix(colour, share, other)]),
  );
}

/** Has the whole page in a programme's colour while one of its pages is shown. */
export function useBrand(brand: Brand | undefined): void {
  const colour = brand?.colour;
  // Before anything is drawn, so that the page does not change its colour before one's eyes.
  useLayoutEffect(() => {
    if (!colour) return;
    const { style } = document.documentElement;
    const variables = Object.entries(brandVariables({ colour }));
    for (const [name, value] of variables) style.setProperty(name, value);
    const bar = document.querySelector('meta[name=theme-color]');
    bar?.setAttribute('content', colour);
    return () => {
      for (const [name] of variables) style.removeProperty(name);
      bar?.setAttribute('content', colours.ink);
    };
  }, [colour]);
}
