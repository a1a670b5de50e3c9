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
  // Manuals speak of all 注册人群 together; an identity is another thing.
  {
    synonym: /(?<!注册)人群|组别|'身份'/,
    word: '人员类别',
    at: ['web', 'modules', 'server', 'forms'],
  },
  { synonym: /所属单位/, word: '所属机构', at: ['web', 'modules', 'server', 'templates'] },
  // English screens call every place so, as Chinese ones do.
  {
    synonym: /: '(?:(?:All|New|Existing|Parent) p|P)laces?\b/,
    word: 'Organisation',
    at: ['web', 'modules'],
  },
  { synonym: /: '(?:E-)?Mail'|: '邮件'/, word: 'Email, 邮箱', at: ['web', 'modules', 'forms'] },
  { synonym: /缺报|漏报/, word: '漏填', at: ['web', 'modules', 'server', 'templates'] },
];

/** What people may write in a file is no word of ours. */
const understood = [
  'server/testing/dirty-rosters/',
  'modules/programmes/roster/near.ts',
  'modules/programmes/roster/columns.ts',
];

const filesIn = (folders: string[]) =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...folders], { encoding: 'utf8' })
    .split('\n')
    .filter((path) => /\.(?:tsx?|html)$/.test(path) && !/\.test\.tsx?$/.test(path))
    .filter((path) => !understood.some((place) => path.startsWith(place)));

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
