import { serveReader } from './reader-child.ts';
import { Stop } from './stop.ts';

/** A reading process for tests: does what a damaged file might make a parser do. */
export type Deed =
  | 'count'
  | 'spin'
  | 'heap'
  | 'buffers'
  | 'exit'
  | 'told to stop'
  | 'throw'
  | 'stop'
  | 'env';

serveReader<{ deed: Deed }>(async function* ({ deed }) {
  yield { at: 0 };
  if (deed === 'count') for (let at = 1; at < 50; at += 1) yield { at };
  if (deed === 'env') yield { env: Object.keys(process.env) };
  if (deed === 'spin') for (;;);
  const held: unknown[] = [];
  if (deed === 'heap') for (;;) held.push(Array.from({ length: 100_000 }, (_, n) => ({ n })));
  // Outside the heap, where its limit does not reach.
  if (deed === 'buffers') for (;;) held.push(Buffer.alloc(16 * 1024 * 1024, 1));
  if (deed === 'exit') process.exit(3);
  if (deed === 'told to stop') {
    process.kill(process.pid, 'SIGTERM');
    yield { at: 1 };
  }
  if (deed === 'throw') throw new Error('not for people');
  if (deed === 'stop') throw new Stop('sheet_too_many_rows', { max: 3 });
});
