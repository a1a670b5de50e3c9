import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { colours, cssVariables, stateColours } from './tokens.ts';

const styles = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'web/**/*.css'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter(Boolean)
  .map((path) => ({ path, css: readFileSync(path, 'utf8') }));
/** Tokens, and what a style sheet declares for others. */
const known = [cssVariables(), ...styles.map(({ css }) => css)].flatMap(
  (css) => css.match(/--ax-[\w-]+(?=:)/g) ?? [],
);

it('gives CSS every colour', () => {
  expect(cssVariables()).toContain(`--ax-ink-pale: ${colours.inkPale};`);
  expect(cssVariables()).toContain(`--ax-orange: ${stateColours.orange};`);
});

it.each(styles)('are all that $path is coloured with', ({ css }) => {
  expect(css.match(/#[0-9a-f]{3,8}\b/gi) ?? []).toEqual([]);
});

it.each(styles)('are there for every variable of $path', ({ css }) => {
  const used = css.match(/(?<=var\()--ax-[\w-]+/g) ?? [];
  expect(used.filter((name) => !known.includes(name))).toEqual([]);
});
