/**
 * Takes the record of the state that lands: `node tools/record-landed.ts`. From then on a test holds
 * every later state against it. Run by whoever lands a release, on what is released; the record is
 * committed with it.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { startTestServer } from '../platform/test/cluster.ts';
import { landedRecord, takeRecord } from '../server/testing/landed.ts';

const { server, stop } = await startTestServer();
try {
  const { rows, tables, bytes } = await takeRecord(landedRecord, server);
  const where = relative(join(import.meta.dirname, '..'), landedRecord);
  const size = `${Math.ceil(bytes / 1024)} KiB`;
  console.log(`Recorded ${rows} rows of ${tables} tables (${size}) in ${where}.`);
  const empty = emptyTables();
  if (empty.length > 0) console.log(`Without rows: ${empty.join(', ')}.`);
} finally {
  await stop();
}

/** What the record cannot hold a later migration against. */
function emptyTables(): string[] {
  const manifest = readFileSync(join(landedRecord, 'copy', 'manifest.json'), 'utf8');
  const { tables } = JSON.parse(manifest) as { tables: { name: string; rows: number }[] };
  return tables.filter(({ rows }) => rows === 0).map(({ name }) => name);
}
