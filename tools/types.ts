/**
 * Checks types: of the whole, and of each web app as a program of its own (their routers register
 * addresses globally, and would take each other's). What a check found out is kept, so that the next
 * one looks again only at what has changed.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const compiler = join(root, 'node_modules', '.bin', 'tsc');
const projects = [
  '.',
  ...globSync('web/*/tsconfig.json')
    .map((path) => dirname(path))
    .sort(),
];
let wrong = false;
for (const project of projects) {
  const state = join(root, '.cache', 'types', `${project.replaceAll(/\W/g, '-')}.tsbuildinfo`);
  const args = ['--noEmit', '--incremental', '--tsBuildInfoFile', state, '-p', project];
  const { status, stdout } = spawnSync(compiler, args, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  process.stdout.write(stdout);
  wrong ||= status !== 0;
}
process.exit(wrong ? 1 : 0);
