/**
 * Checks types: of the whole, and of each web app as a program of its own (their routers register
 * addresses globally, and would take each other's).
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';

const compiler = join(import.meta.dirname, '..', 'node_modules', '.bin', 'tsc');
const projects = [
  '.',
  ...globSync('web/*/tsconfig.json')
    .map((path) => dirname(path))
    .sort(),
];
let wrong = false;
for (const project of projects) {
  const { status, stdout } = spawnSync(compiler, ['--noEmit', '-p', project], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  process.stdout.write(stdout);
  wrong ||= status !== 0;
}
process.exit(wrong ? 1 : 0);
