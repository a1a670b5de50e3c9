/**
 * Checks who imports whom against the one ordered list below. Prints every arrow that points the
 * wrong way and fails when there is one.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { sourceFiles } from './sources.ts';

/** A module may import `public.ts` of those to its left. */
export const moduleOrder = [
  'places',
  'access',
  'people',
  'notices',
  'staff',
  'programmes',
  'reports',
  'codes',
  'screening',
  'chat',
  'feedback',
  'oversight',
];

/** Which rooms a file of each room may import, beside its own. */
const rooms: Record<string, string[]> = {
  forms: [],
  platform: ['forms'],
  modules: ['platform', 'forms'],
  templates: ['forms'],
  web: ['forms'],
  server: ['platform', 'modules', 'templates', 'forms'],
  examples: [],
  tools: ['platform', 'forms', 'modules', 'server', 'web', 'templates', 'e2e'],
  bench: ['platform', 'modules', 'server', 'forms', 'templates', 'tools'],
  e2e: ['platform', 'server', 'modules', 'forms', 'templates', 'tools', 'examples'],
};

/** The files of platform that have no part of Node in them. */
const browserSafe = new Set(['contract.ts', 'file-problems.ts', 'system.ts']);

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"](\.[^'"]+)['"]/g;

/**
 * A test sees the product from outside: it may compose all of it, ask any module by its public face,
 * and use what other tests are made with.
 */
const openToTests =
  /^(server\/(testing\/|browser\.ts|modules\.ts)|platform\/test\/|modules\/\w+\/(public|contract|testing)\.ts)/;

export function importsOf(path: string, source: string): string[] {
  return [...source.matchAll(importPattern)].map((match) =>
    relative('.', join(dirname(path), match[1] ?? match[2] ?? match[3] ?? '')),
  );
}

/** Why `from` may not import `to`, or nothing. Both are paths from the root. */
export function wrongArrow(from: string, to: string): string | undefined {
  const [fromRoom = '', fromPart = ''] = from.split('/');
  const [toRoom = '', toPart = '', toFile = ''] = to.split('/');
  if (/\.test\.tsx?$/.test(from) && openToTests.test(to)) return undefined;
  if (fromRoom === 'web' && toRoom === 'web') {
    return fromPart === toPart || toPart === 'shared' || fromPart === 'vite.config.ts'
      ? undefined
      : 'an app imports of web/ only itself and web/shared';
  }
  if (fromRoom === 'web' && toRoom === 'modules') {
    return toFile === 'contract.ts'
      ? undefined
      : 'a browser may import only contract.ts of a module';
  }
  if (fromRoom === 'web' && toRoom === 'platform') {
    return browserSafe.has(toPart) ? undefined : 'a browser may not import this file of platform';
  }
  if (from.endsWith('/contract.ts') && fromRoom === 'modules' && toRoom === 'platform') {
    return browserSafe.has(toPart) ? undefined : 'a contract must stay fit for browsers';
  }
  if (
    from.endsWith('/contract.ts') &&
    fromRoom === 'modules' &&
    toRoom === 'modules' &&
    toFile === 'contract.ts'
  ) {
    return isLeft(toPart, fromPart)
      ? undefined
      : `${toPart} does not stand to the left of ${fromPart}`;
  }
  if (fromRoom === 'modules' && toRoom === 'modules' && fromPart !== toPart) {
    if (!isLeft(toPart, fromPart)) return `${toPart} does not stand to the left of ${fromPart}`;
    return toFile === 'public.ts' ? undefined : 'another module is imported through its public.ts';
  }
  if (fromRoom === toRoom) return undefined;
  return rooms[fromRoom]?.includes(toRoom) ? undefined : `${fromRoom} may not import ${toRoom}`;
}

function isLeft(left: string, right: string): boolean {
  const at = moduleOrder.indexOf(left);
  return at >= 0 && at < moduleOrder.indexOf(right);
}

function check(): void {
  const wrong: string[] = [];
  let arrows = 0;
  for (const path of sourceFiles()) {
    if (!/\.tsx?$/.test(path) || !path.includes('/')) continue;
    for (const target of importsOf(path, readFileSync(path, 'utf8'))) {
      arrows += 1;
      const why = wrongArrow(path, target);
      if (why) wrong.push(`${path} -> ${target}: ${why}`);
    }
  }
  wrong.push(...namedProgrammes());
  for (const line of wrong) console.error(line);
  if (wrong.length > 0) process.exit(1);
  console.log(`${arrows} arrows, all of them allowed`);
}

/** No module asks which programme it is in: a template's id must not appear outside templates/. */
function namedProgrammes(): string[] {
  const ids = /(['"`/])(games|campus|region)\1/;
  return sourceFiles()
    .filter((path) => /^(modules|forms|platform|web)\/.*\.(tsx?|sql)$/.test(path))
    .flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          ids.test(line) && !isKindOfPlace(line) ? [`${path}:${index + 1}: names a programme`] : [],
        ),
    );
}

/** 'region' is also a kind of place and a type of field; only those two uses are let through. */
function isKindOfPlace(line: string): boolean {
  return /['"`]region['"`]/.test(line) && !/games|campus/.test(line);
}

if (import.meta.main) check();
