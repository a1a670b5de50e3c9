/**
 * Checks what the documents name: every linked or quoted path, every `npm run` command and every
 * setting must exist. Prints what does not and fails.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { settings } from '../platform/config.ts';
import { sourceFiles } from './sources.ts';

type Mistake = { file: string; line: number; what: string };

const sources = sourceFiles();
const rooms = new Set(
  sources.filter((path) => path.includes('/')).map((path) => path.split('/')[0] as string),
);
const scripts = new Set(
  Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts as Record<string, string>),
);
const settingNames = new Set(settings.map(({ name }) => name));

/** How the name of a folder or of a source file ends. */
const ending = /(\/|\.(tsx?|m?js|sql|md|css|html|json|csv))$/;

/** `a/b.ts`, `docs/`, `b.ts`: quoted, without a placeholder, and no address of a page or of the API. */
function quotedPaths(line: string): string[] {
  return [...line.matchAll(/`(\w[\w.@/-]*)`/g)]
    .map((match) => match[1] as string)
    .filter((path) => ending.test(path) || (path.includes('/') && rooms.has(firstPart(path))));
}

const firstPart = (path: string) => path.split('/')[0] as string;

/**
 * A path is named from the root or from where the document stands. A file may also be named without its
 * folder: a README of a folder then means one in it, another document one of any folder.
 */
function isThere(path: string, document: string): boolean {
  const here = dirname(document);
  if (existsSync(path) || existsSync(join(here, path))) return true;
  if (path.includes('/')) return false;
  const within = document.endsWith('/README.md') ? `${here}/` : '';
  return sources.some((each) => each.startsWith(within) && each.endsWith(`/${path}`));
}

function linkedPaths(line: string): string[] {
  return [...line.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map((match) => match[1] as string)
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** What a line of a document names that does not exist. */
export function wrongNames(line: string, document: string): string[] {
  return [
    ...quotedPaths(line)
      .filter((path) => !isThere(path, document))
      .map((path) => `no such path: ${path}`),
    ...linkedPaths(line)
      .filter((path) => !existsSync(join(dirname(document), path)))
      .map((path) => `no such file: ${path}`),
    ...[...line.matchAll(/npm run ([\w:-]+)/g)]
      .filter((match) => !scripts.has(match[1] as string))
      .map((match) => `no such script: ${match[1]}`),
    ...[...line.matchAll(/`((?:ANXING|TLS)_[A-Z_]+)/g)]
      .filter((match) => !settingNames.has(match[1] as string))
      .map((match) => `no such setting: ${match[1]}`),
  ];
}

function mistakesIn(file: string): Mistake[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    wrongNames(line, file).map((what) => ({ file, line: index + 1, what })),
  );
}

/** The README's table names every setting. */
function unnamedSettings(): Mistake[] {
  const readme = readFileSync('README.md', 'utf8');
  return [...settingNames]
    .filter((name) => !readme.includes(`\`${name}\``))
    .map((name) => ({ file: 'README.md', line: 1, what: `does not name the setting ${name}` }));
}

function check(): void {
  const documents = sources.filter((path) => path.endsWith('.md'));
  const mistakes = [...documents.flatMap(mistakesIn), ...unnamedSettings()];
  for (const { file, line, what } of mistakes) console.error(`${file}:${line}: ${what}`);
  if (mistakes.length > 0) process.exit(1);
  console.log(`${documents.length} documents name nothing that is not there`);
}

if (import.meta.main) check();
