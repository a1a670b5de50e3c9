import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { modules } from '../server/modules.ts';
import { moduleOrder } from './arrows.ts';

const existing = globSync('modules/*/contract.ts').map((path) => path.split('/')[1] as string);
/** The modules that exist, in the order of the arrows; the others have only their place so far. */
const inOrder = moduleOrder.filter((name) => existing.includes(name));
const read = (path: string) => readFileSync(path, 'utf8');

it('has a place for every module', () => {
  expect(inOrder.toSorted()).toEqual(existing.toSorted());
});

it('is that of the server', () => {
  expect(modules.map(({ name }) => name)).toEqual(inOrder);
});

it('is that of the document', () => {
  const [, named = ''] =
    /The modules, in their order: ([\w,\s]+)\./.exec(read('docs/architecture.md')) ?? [];
  expect(named.split(/,\s+/)).toEqual(inOrder);
});

it.each(inOrder)('is that of what the README of %s says that it may import', (name) => {
  const [, named = ''] = /^May import: (.+)\.$/m.exec(read(`modules/${name}/README.md`)) ?? [];
  const left = inOrder.slice(0, inOrder.indexOf(name));
  expect(named.split(', ').filter(Boolean)).toEqual(left.map((each) => `\`${each}\``));
});
