/**
 * Checks who imports whom against the one ordered list below. Prints every arrow that points the
 * wrong way and fails when there is one.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { namedProgrammes, templateCodes } from './programme-names.ts';
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
  'family',
  'chat',
  'feedback',
  'oversight',
];

/** Which rooms a file of each room may import, beside its own. */
const rooms: Record<string, string[]> = {
  forms: [],
  credential: ['forms'],
  platform: ['forms'],
  modules: ['platform', 'forms', 'credential'],
  templates: ['forms'],
  web: ['forms', 'credential'],
  server: ['platform', 'modules', 'templates', 'forms', 'credential'],
  examples: [],
  tools: ['platform', 'forms', 'modules', 'server', 'web', 'templates', 'e2e'],
  bench: ['platform', 'modules', 'server', 'forms', 'credential', 'templates', 'tools'],
  e2e: ['platform', 'server', 'modules', 'forms', 'credential', 'templates', 'tools', 'examples'],
};

/** What the contracts of all modules declare; server and browsers read it. */
export const registry = 'modules/registry.ts';

/** All that a browser may import of a module. */
const isContract = (path: string) => /^modules\/\w+\/contract\.ts$/.test(path);

/** A contract, or a part from which it is made: of a use case, or schemas that several parts share. */
const isPartOfContract = (path: string) =>
  /^modules\/\w+\/([\w-]+\/)?contract(-\w+)?\.ts$/.test(path);

/** The faces of a module; the second has its rules alone, for processes that must start quickly. */
const publicFiles = new Set(['public.ts', 'public-rules.ts']);

/** The files of platform that have no part of Node in them. */
export const browserSafe = new Set(['contract.ts', 'file-problems.ts', 'system.ts']);

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"](\.[^'"]+)['"]/g;

/**
 * A test sees the product from outside: it may compose all of it, ask any module by its public face,
 * and use what other tests are made with.
 */
const openToTests =
  /^(server\/(testing\/|browser\.ts|modules\.ts)|platform\/test\/|modules\/(registry|\w+\/(public|contract|testing))\.ts)/;

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
    if (toPart === 'shared' || fromPart === 'vite.config.ts') return undefined;
    return fromPart === toPart
      ? wrongInApp(from.split('/').slice(2), to.split('/').slice(2))
      : 'an app imports of web/ only itself and web/shared';
  }
  if (from === registry) {
    return isContract(to) || to === 'platform/contract.ts'
      ? undefined
      : 'the registry gathers contracts and nothing else';
  }
  if (to === registry && fromRoom === 'modules') {
    return 'a module names what contracts declare by the types of platform/contract.ts';
  }
  if (fromRoom === 'web' && toRoom === 'modules') {
    return isContract(to) || to === registry
      ? undefined
      : 'a browser may import only contract.ts of a module, and what is gathered of all';
  }
  if (fromRoom === 'web' && toRoom === 'platform') {
    return browserSafe.has(toPart) ? undefined : 'a browser may not import this file of platform';
  }
  if (isPartOfContract(from) && toRoom === 'platform') {
    return browserSafe.has(toPart) ? undefined : 'a contract must stay fit for browsers';
  }
  if (isPartOfContract(from) && toRoom === 'modules' && fromPart === toPart) {
    return isPartOfContract(to) ? undefined : 'a contract must stay fit for browsers';
  }
  if (isPartOfContract(from) && isContract(to)) {
    return isLeft(toPart, fromPart)
      ? undefined
      : `${toPart} does not stand to the left of ${fromPart}`;
  }
  if (fromRoom === 'modules' && toRoom === 'modules' && fromPart !== toPart) {
    if (!isLeft(toPart, fromPart)) return `${toPart} does not stand to the left of ${fromPart}`;
    return publicFiles.has(toFile) ? undefined : 'another module is imported through its public.ts';
  }
  if (fromRoom === toRoom) return undefined;
  return rooms[fromRoom]?.includes(toRoom) ? undefined : `${fromRoom} may not import ${toRoom}`;
}

/**
 * Within an app, each folder but `shell` holds a feature. Others know a feature by its `pages.ts`
 * alone, and it knows nothing but itself and the shell. Paths are from the app's folder.
 */
function wrongInApp(from: string[], to: string[]): string | undefined {
  const [fromFolder, toFolder] = [from, to].map(([folder, file]) => (file ? folder : undefined));
  if (fromFolder === toFolder) return undefined;
  const isFeature = (folder: string | undefined) => folder !== undefined && folder !== 'shell';
  if (isFeature(fromFolder)) {
    return toFolder === 'shell'
      ? undefined
      : 'a feature imports of its app only itself and the shell';
  }
  return isFeature(toFolder) && to[1] !== 'pages.ts'
    ? 'a feature shows its pages.ts alone to the rest of its app'
    : undefined;
}

function isLeft(left: string, right: string): boolean {
  const at = moduleOrder.indexOf(left);
  return at >= 0 && at < moduleOrder.indexOf(right);
}

function check(): void {
  const wrong: string[] = [];
  let arrows = 0;
  const codes = templateCodes();
  for (const path of sourceFiles()) {
    if (!/\.(tsx?|sql)$/.test(path) || !path.includes('/')) continue;
    const source = readFileSync(path, 'utf8');
    for (const target of path.endsWith('.sql') ? [] : importsOf(path, source)) {
      arrows += 1;
      const why = wrongArrow(path, target);
      if (why) wrong.push(`${path} -> ${target}: ${why}`);
    }
    if (!/^(modules|forms|credential|platform|web)\//.test(path)) continue;
    for (const { line, code, role } of namedProgrammes(path, source, codes)) {
      wrong.push(`${path}:${line}: names the programme ${code}${role ? ` as ${role}` : ''}`);
    }
  }
  for (const line of wrong) console.error(line);
  if (wrong.length > 0) process.exit(1);
  console.log(`${arrows} arrows, all of them allowed`);
}

if (import.meta.main) check();
