import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { ask } from './thread.ts';

const thread = (answer: string) =>
  new Worker(
    `const { parentPort } = require('node:worker_threads');
     parentPort.on('message', (message) => { ${answer} });`,
    { eval: true },
  );

const patient = AbortSignal.timeout(30_000);

it('gives the answer to each message', async () => {
  const doubling = thread('parentPort.postMessage(2 * message)');
  expect(await ask(doubling, 1, patient)).toBe(2);
  expect(await ask(doubling, 2, patient)).toBe(4);
  await doubling.terminate();
});

it('fails where the thread throws, ends, or is given up', async () => {
  await expect(ask(thread('throw new Error("fish")'), 1, patient)).rejects.toThrow('fish');
  await expect(ask(thread('process.exit()'), 1, patient)).rejects.toThrow('the thread ended');
  const silent = thread('');
  const given = ask(silent, 1, AbortSignal.timeout(1));
  await expect(given).rejects.toMatchObject({ name: 'TimeoutError' });
  await silent.terminate();
});
