/**
 * Checks what the documents name: every linked or quoted path, every `npm run` command and every
 * setting must exist. Prints what does not and fails.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { settings } from '../platform/config.ts';
import { sourceFiles } from './sources.ts';

type Mistake = { file: string; line: number; what: string };

const rooms = new Set(
  sourceFiles()
    .filter((path) => path.includes('/'))
    .map((path) => path.split('/')[0] as string),
);
const scripts = new Set(
  Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts as Record<string, string>),
);
const settingNames = new Set(settings.map(({ name }) => name));

/** `a/b.ts`, `docs/`: quoted, with a slash, below a folder of this checkout, and without a placeholder. */
function quotedPaths(line: string): string[] {
  return [...line.matchAll(/`([\w.@/-]+)`/g)]
    .map((match) => match[1] as string)
    .filter((path) => path.includes('/') && rooms.has(path.split('/')[0] as string));
}

function linkedPaths(line: string): string[] {
  return [...line.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map((match) => match[1] as string)
    .filter((target) => !/^[a-z]+:/.test(target));
}

function mistakesIn(file: string): Mistake[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((text, index) => {
    const wrong = [
      ...quotedPaths(text)
        .filter((path) => !existsSync(path))
        .map((path) => `no such path: ${path}`),
      ...linkedPaths(text)
        .filter((path) => !existsSync(normalize(join(dirname(file), path))))
        .map((path) => `no such file: ${path}`),
      ...[...text.matchAll(/npm run ([\w:-]+)/g)]
        .filter((match) => !scripts.has(match[1] as string))
        .map((match) => `no such script: ${match[1]}`),
      ...[...text.matchAll(/`((?:ANXING|TLS)_[A-Z_]+)/g)]
        .filter((match) => !settingNames.has(match[1] as string))
        .map((match) => `no such setting: ${match[1]}`),
    ];
    return wrong.map((what) => ({ file, line: index + 1, what }));
  });
}

/** The README's table names every setting. */
function unnamedSettings(): Mistake[] {
  const readme = readFileSync('README.md', 'utf8');
  return [...settingNames]
    .filter((name) => !readme.includes(`\`${name}\``))
    .map((name) => ({ file: 'README.md', line: 1, what: `does not name the setting ${name}` }));
}

const documents = sourceFiles().filter((path) => path.endsWith('.md'));
const mistakes = [...documents.flatMap(mistakesIn), ...unnamedSettings()];
for (const { file, line, what } of mistakes) console.error(`${file}:${line}: ${what}`);
if (mistakes.length > 0) process.exit(1);
console.log(`${documents.length} documents name nothing that is not there`);
