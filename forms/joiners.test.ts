import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inBrackets, withinSentence } from './joiners.ts';

test('a remark stands in the brackets of its language', () => {
  expect(`时间${inBrackets('北京时间', 'zh')}`).toBe('时间（北京时间）');
  expect(`Time${inBrackets('Beijing time', 'en')}`).toBe('Time (Beijing time)');
});

test('nothing joins parts by marks of its own', () => {
  const files = execFileSync('git', ['ls-files', 'web', 'modules', 'forms', 'platform'], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => /(?<!\.test)\.tsx?$/.test(path) && path !== 'forms/joiners.ts');
  const own =
    /\? '[、，；：]' : |zh: '[、，；：]'|\}: \$\{t\(|t\('[^']+'\)\}: |^\s*\{\w.*\}: ?(?:\{' '\})?$/;
  const found = files.flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line) => (own.test(line) ? [`${path}: ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});

test('Chinese words have Chinese marks', () => {
  const files = execFileSync('git', ['ls-files', 'web', 'modules', 'forms'], { encoding: 'utf8' })
    .split('\n')
    .filter((path) => /(?<!\.test)\.tsx?$/.test(path));
  const latin = /['"`][^'"`]*\p{Script=Han}\}?[,;:?!](?= |\p{Script=Han}|['"`])/u;
  const found = files.flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line))
      .flatMap((line) => (latin.test(line) ? [`${path}: ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});

test.each([
  ['Card number', 'card number'],
  ['ID number', 'ID number'],
  ['WeChat name', 'WeChat name'],
  ['注册号', '注册号'],
])('puts the label %s into a sentence as %s', (label, within) => {
  expect(withinSentence(label)).toBe(within);
});
