/**
 * Builds the web apps into `dist/<app>` and compresses them once, so that the server never has to.
 * `--if-stale` builds only when something they are made of has changed.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { InlineConfig } from 'vite';
import { browserSafe, registry } from './arrows.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DIST = join(ROOT, 'dist');
const BUILD_HASH = join(DIST, '.build-hash');
const CONFIG = join(ROOT, 'web', 'vite.config.ts');

const COMPRESSED = new Set(
  '.css .html .js .json .mjs .svg .ttf .txt .wasm .webmanifest'.split(' '),
);
const NOT_WORTH_IT_BYTES = 1_024;

/** What `web/vite.config.ts` offers: how one app is built. */
type AppConfig = { appConfig(app: string): InlineConfig };

if (import.meta.main) {
  await main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}

async function main(): Promise<void> {
  process.chdir(ROOT);
  const apps = webApps(ROOT);
  if (apps.length === 0) return;
  const wanted = sourceHash(ROOT);
  if (process.argv.includes('--if-stale') && isBuilt(wanted, apps)) return;
  const begin = performance.now();
  console.log(`Building the web apps (${apps.join(', ')}). This takes a moment.`);
  rmSync(BUILD_HASH, { force: true });
  // While the files of one app are being compressed, the next one is built.
  const placing: Promise<void>[] = [];
  for (const app of apps) placing.push(putInPlace(await buildApp(app), join(DIST, app)));
  await Promise.all(placing);
  writeFileSync(BUILD_HASH, wanted);
  console.log(`Built in ${((performance.now() - begin) / 1000).toFixed(1)} s.`);
}

/** The folders of `web/` that are an app of their own. */
export function webApps(root: string): string[] {
  const web = join(root, 'web');
  if (!existsSync(join(web, 'vite.config.ts'))) return [];
  return readdirSync(web)
    .filter((name) => existsSync(join(web, name, 'index.html')))
    .sort();
}

/** Changes when anything changes that the web apps are made of: their code, its parts, the builder. */
export function sourceHash(root: string): string {
  const hash = createHash('sha256');
  const all = (folder: string): string[] =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      : [];
  const files = [
    ...all('web').filter(isPartOfAnApp),
    ...all('forms').filter(isPartOfAnApp),
    ...all('modules').filter((path) => path === registry || /contract[^/\\]*\.ts$/.test(path)),
    ...all('platform').filter((path) => browserSafe.has(path.slice('platform/'.length))),
    'package-lock.json',
    'tools/build.ts',
  ];
  for (const path of files.sort()) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return `${hash.digest('hex')}\n`;
}

function isPartOfAnApp(path: string): boolean {
  return !/\.test\.tsx?$|\.md$/.test(path);
}

function isBuilt(wanted: string, apps: string[]): boolean {
  if (!existsSync(BUILD_HASH) || readFileSync(BUILD_HASH, 'utf8') !== wanted) return false;
  return apps.every((app) => existsSync(join(DIST, app, 'index.html')));
}

/** Builds an app into a folder beside the old one. */
async function buildApp(app: string): Promise<string> {
  const { build, mergeConfig } = await import('vite');
  const { appConfig } = (await import(pathToFileURL(CONFIG).href)) as AppConfig;
  const fresh = join(DIST, `.new-${app}`);
  const target = { build: { outDir: fresh, emptyOutDir: true }, logLevel: 'warn' };
  await build({ configFile: false, ...mergeConfig(appConfig(app), target) });
  return fresh;
}

/** Changes places when all is done, so that a running server always has a whole app. */
async function putInPlace(fresh: string, place: string): Promise<void> {
  await compressFolder(fresh);
  rmSync(place, { recursive: true, force: true });
  renameSync(fresh, place);
}

/** Puts `.br` and `.gz` beside every file of text that gets smaller by it. */
export async function compressFolder(folder: string): Promise<void> {
  const brotli = promisify(brotliCompress);
  const params = (size: number) => ({
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: size,
    },
  });
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && COMPRESSED.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(
    paths.map(async (path) => {
      const content = await readFile(path);
      if (content.length < NOT_WORTH_IT_BYTES) return;
      const variants = [
        { suffix: '.br', data: await brotli(content, params(content.length)) },
        { suffix: '.gz', data: await promisify(gzip)(content, { level: 9 }) },
      ];
      for (const { suffix, data } of variants) {
        if (data.length < content.length) await writeFile(path + suffix, data);
      }
    }),
  );
}
