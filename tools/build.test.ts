import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compressFolder, sourceHash, webApps } from './build.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'anxing-build-test-'));
  put('package-lock.json', '{}');
  put('tools/build.ts', '');
  put('web/vite.config.ts', '');
  put('web/desk/index.html', '<html></html>');
  put('web/shared/time.ts', '');
  put('modules/places/contract.ts', '');
});
afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, content: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

describe('what is to be built', () => {
  it('is every folder of web/ with a page of its own', () => {
    expect(webApps(root)).toEqual(['desk']);
    put('web/portal/index.html', '');
    expect(webApps(root)).toEqual(['desk', 'portal']);
  });

  it('is nothing where there are no web apps', () => {
    rmSync(join(root, 'web'), { recursive: true });
    expect(webApps(root)).toEqual([]);
  });
});

describe('a build is stale', () => {
  it.each([
    'web/desk/page.tsx',
    'web/vite.config.ts',
    'forms/rules.ts',
    'modules/places/contract.ts',
    'modules/people/contract-types.ts',
    'modules/registry.ts',
    'platform/contract.ts',
    'platform/system.ts',
    'package-lock.json',
  ])('when %s changed', (path) => {
    const before = sourceHash(root);
    expect(sourceHash(root)).toBe(before);
    put(path, 'changed');
    expect(sourceHash(root)).not.toBe(before);
  });

  it.each(['modules/places/queries.ts', 'web/desk/page.test.tsx', 'forms/README.md', 'README.md'])(
    'but not when %s changed',
    (path) => {
      const before = sourceHash(root);
      put(path, 'changed');
      expect(sourceHash(root)).toBe(before);
    },
  );

  it('when text moved from one file to another', () => {
    put('web/desk/a.ts', 'one');
    put('web/desk/b.ts', '');
    const before = sourceHash(root);
    put('web/desk/a.ts', '');
    put('web/desk/b.ts', 'one');
    expect(sourceHash(root)).not.toBe(before);
  });
});

it('compresses text that gets smaller by it, and nothing else', async () => {
  const text = 'const name = "安行";\n'.repeat(200);
  put('dist/assets/app.js', text);
  put('dist/small.js', 'let a;');
  put('dist/photo.png', text);
  await compressFolder(join(root, 'dist'));
  const assets = join(root, 'dist/assets');
  expect(readdirSync(assets).sort()).toEqual(['app.js', 'app.js.br', 'app.js.gz']);
  expect(brotliDecompressSync(readFileSync(join(assets, 'app.js.br'))).toString()).toBe(text);
  expect(gunzipSync(readFileSync(join(assets, 'app.js.gz'))).toString()).toBe(text);
  expect(readdirSync(join(root, 'dist')).sort()).toEqual(['assets', 'photo.png', 'small.js']);
});
