import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../platform/config.ts';
import { describeFailure } from './failure.ts';
import { type Kit, startKit } from './testing/kit.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await startKit();
});
afterAll(() => kit.close());

/** What is said of a statement that the database refuses. */
async function refused(statement: string): Promise<string> {
  const error = await kit.database.pool.query(statement).catch((reason) => reason);
  return describeFailure(error);
}

describe('what is said of an error that ended a command', () => {
  it('is its one line where it has one', () => {
    expect(describeFailure(new ConfigError('PORT must be a number.'))).toBe(
      'PORT must be a number.',
    );
  });

  it('names code, constraint and place of one of the database, and none of its rows or values', async () => {
    const twice = await refused(
      `create temporary table penguins (phone text, constraint one_phone unique (phone));
       insert into penguins values ('+8613800000000'), ('+8613800000000')`,
    );
    expect(twice).toContain('(23505, one_phone): duplicate key value');
    expect(twice).toMatch(/^\s+at /m);
    const unfit = await refused(`select '+8613800000000'::int`);
    expect(unfit).toContain('(22003): a value does not fit its column');
    expect(twice + unfit).not.toContain('13800000000');
  });

  it('names what lies behind it', () => {
    const refusals = [new Error('refused by ::1'), new Error('refused by 127.0.0.1')];
    const error = new Error('no server', { cause: new AggregateError(refusals) });
    for (const each of ['no server', '::1', '127.0.0.1']) {
      expect(describeFailure(error)).toContain(each);
    }
  });
});
