import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Every file that git knows or would add, as paths from the root of the checkout. */
export function sourceFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return listed.split('\n').filter((path) => path !== '' && existsSync(path));
}
