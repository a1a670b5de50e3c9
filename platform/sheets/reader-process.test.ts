import { describe, expect, it } from 'vitest';
import { type ReaderLimits, startReader } from './reader-process.ts';
import type { Deed } from './test-reader.ts';

const program = new URL('./test-reader.ts', import.meta.url);
const limits: ReaderLimits = { time: 60_000, heapMb: 64, residentMb: 256 };

async function outcomeOf(deed: Deed, given: Partial<ReaderLimits> = {}) {
  const reader = await startReader<object>(program, { deed }, { ...limits, ...given });
  const messages: object[] = [];
  try {
    for (let next = await reader.next(); next; next = await reader.next()) messages.push(next);
    return messages;
  } catch (error) {
    const { code, extra } = error as { code: string; extra: { params?: object } };
    return extra.params ? { code, params: extra.params } : { code };
  } finally {
    await reader.close();
  }
}

describe('a process that reads a file', () => {
  it('says what it finds, all of it and in order', async () => {
    expect(await outcomeOf('count')).toEqual(Array.from({ length: 50 }, (_, at) => ({ at })));
  });

  it.each<[Deed, object]>([
    ['heap', { code: 'sheet_too_large' }],
    ['buffers', { code: 'sheet_too_large' }],
    ['exit', { code: 'sheet_reader_stopped' }],
    ['throw', { code: 'sheet_not_readable' }],
    ['stop', { code: 'sheet_too_many_rows', params: { max: 3 } }],
  ])('ends one import and nothing else when it comes to %s', async (deed, outcome) => {
    expect(await outcomeOf(deed)).toEqual(outcome);
  });

  it('is ended when it takes too long', async () => {
    expect(await outcomeOf('spin', { time: 1_500 })).toEqual({ code: 'sheet_too_slow' });
  });

  it('goes on when the service that it is part of is told to stop', async () => {
    expect(await outcomeOf('told to stop')).toEqual([{ at: 0 }, { at: 1 }]);
  });

  it('knows no setting of the server', async () => {
    process.env.ANXING_SECRET_OF_A_TEST = 'x';
    const [, { env = ['?'] } = {}] = (await outcomeOf('env')) as { env?: string[] }[];
    const others = ['NODE_CHANNEL_FD', 'NODE_COMPILE_CACHE', 'PWD', 'SHLVL', '_'];
    expect(env.filter((name) => !others.includes(name))).toEqual([]);
    delete process.env.ANXING_SECRET_OF_A_TEST;
  });

  it('gives its turn back, however it ends', async () => {
    for (let round = 0; round < 3; round += 1) {
      const left = await startReader(program, { deed: 'count' }, limits);
      await left.next();
      await left.close();
      await outcomeOf('exit');
    }
    expect(await outcomeOf('count')).toHaveLength(50);
  });
});
