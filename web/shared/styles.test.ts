import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brandVariables } from './brand.ts';
import { colours, cssVariables, stateColours } from './tokens.ts';

const filesOf = (...patterns: string[]) =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...patterns], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

const sheets = filesOf('web/**/*.css');
const modules = sheets.filter(({ path }) => path.endsWith('.module.css'));

describe('the tokens', () => {
  /** Tokens, and what a style sheet declares for others. */
  const known = [cssVariables(), ...sheets.map(({ text }) => text)].flatMap(
    (css) => css.match(/--[\w-]+(?=:)/g) ?? [],
  );

  it('give CSS every colour', () => {
    expect(cssVariables()).toContain(`--ax-ink-pale: ${colours.inkPale};`);
    expect(cssVariables()).toContain(`--ax-orange: ${stateColours.orange};`);
  });

  it('are in a programme’s colour wherever they are ink', () => {
    const inks = Object.entries(colours).flatMap(([name, value]) =>
      /^(ink|onInk)/.test(name) ? [value] : [],
    );
    const named = [...cssVariables().matchAll(/(--ax-[\w-]+): (#\w+);/g)];
    const inky = named.flatMap(([, name, value]) =>
      (inks as string[]).includes(value ?? '') ? [name] : [],
    );
    expect(inky).toContain('--ax-due');
    expect(Object.keys(brandVariables({ colour: '#5b2a86' })).sort()).toEqual(inky.sort());
  });

  it.each(sheets)('are all that $path is coloured with', ({ text }) => {
    expect(text.match(/#[0-9a-f]{3,8}\b/gi) ?? []).toEqual([]);
  });

  it.each(sheets)('are there for every variable of $path', ({ text }) => {
    const used = text.match(/(?<=var\()--ax-[\w-]+/g) ?? [];
    expect(used.filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe('the classes of a module', () => {
  type Use = { module: string; names: string[]; computed: boolean };
  const uses = filesOf('web/**/*.ts', 'web/**/*.tsx').flatMap(({ path, text }): Use[] => {
    const code = text.replace(/^import [^;]+;$/gm, '');
    return [...text.matchAll(/^import (\w+) from '(\.[^']+\.module\.css)';$/gm)].map(
      ([, name, at = '']) => ({
        module: join(dirname(path), at),
        names: [...code.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map(
          (use) => use[1] ?? '',
        ),
        computed: code.includes(`${name}[`),
      }),
    );
  });

  it.each(modules)('are those that components use of $path', ({ path, text }) => {
    const selectors = text.replace(/\/\*[\s\S]*?\*\/|url\([^)]*\)|:global\([^)]*\)/g, '');
    const own: string[] = selectors.match(/(?<=\.)[a-zA-Z][\w-]*/g) ?? [];
    const users = uses.filter(({ module }) => module === path);
    const used = users.flatMap(({ names }) => names);
    expect(used.filter((name) => !own.includes(name))).toEqual([]);
    if (users.some(({ computed }) => computed)) return;
    expect(own.filter((name) => !used.includes(name))).toEqual([]);
  });
});
