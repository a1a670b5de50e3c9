import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { compareWays, findEdits, readLanded } from '../platform/test/landed.ts';
import { allMigrations } from './compose.ts';
import { landedRecord, takeRecord } from './testing/landed.ts';

async function expectSameSchemas(record: string): Promise<void> {
  const { grown, fresh } = await compareWays(inject('database'), record, await allMigrations());
  expect(fresh.length).toBeGreaterThan(100);
  expect(grown).toEqual(fresh);
}

describe('this state', () => {
  it('can be recorded, and what was recorded brought back', async () => {
    const record = mkdtempSync(join(tmpdir(), 'anxing-landed-test-'));
    try {
      const { tables, rows } = await takeRecord(record, inject('database'));
      expect(rows).toBeGreaterThan(tables);
      expect(findEdits(await readLanded(record), await allMigrations())).toEqual([]);
      await expectSameSchemas(record);
    } finally {
      rmSync(record, { recursive: true, force: true });
    }
  });
});

describe('the state that landed last', () => {
  it('has its migrations as they were, and new ones after them', async () => {
    expect(findEdits(await readLanded(landedRecord), await allMigrations())).toEqual([]);
  });

  it('is brought to the same schema as a new installation has', () =>
    expectSameSchemas(landedRecord));
});
