import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/**
 * One thing has one word on every screen (`docs/glossary.md`). A synonym that was once in use is told here
 * with the word that took its place.
 */
const rejected: { synonym: RegExp; word: string; at: string[] }[] = [
  {
    synonym: /管理控制台|控制台|(?<!管理)后台/,
    word: '管理后台',
    at: ['web', 'modules', 'server', 'templates'],
  },
  { synonym: /PC ?端|桌面端/, word: '电脑端', at: ['web', 'modules', 'server', 'templates'] },
  { synonym: /移动端/, word: '手机端', at: ['web', 'modules', 'server', 'templates'] },
  // Templates have participants of that name, and rosters name groups in many ways.
  { synonym: /工作人员/, word: '员工', at: ['web', 'modules', 'server'] },
  { synonym: /缺报|漏报/, word: '漏填', at: ['web', 'modules', 'server', 'templates'] },
];

/** What people may write in a file is no word of ours. */
const understood = 'modules/programmes/roster/near.ts';

const filesIn = (folders: string[]) =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...folders], { encoding: 'utf8' })
    .split('\n')
    .filter((path) => /\.(?:tsx?|html)$/.test(path) && !/\.test\.tsx?$/.test(path))
    .filter((path) => path !== understood);

test.each(rejected)('$word is called nothing else', ({ synonym, at }) => {
  const found = filesIn(at).flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        synonym.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
      ),
  );
  expect(found).toEqual([]);
});
