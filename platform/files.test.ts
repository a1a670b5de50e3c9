import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Kit, startKit } from '../server/testing/kit.ts';

const hour = 60 * 60 * 1000;
const installedAgo = 100 * hour;

let kit: Kit;
beforeAll(async () => {
  kit = await startKit();
  // Files bear the machine's own time.
  await kit.database.pool.query('insert into installation (mode, created_at) values ($1, $2)', [
    'real',
    new Date(Date.now() - installedAgo),
  ]);
});
afterAll(() => kit.close());

const placeOf = (name: string) => join(kit.filesFolder, name.slice(34, 36), name);

/** A file of the folder as it was left some hours ago. */
async function leave(name: string, hoursAgo: number): Promise<string> {
  const path = placeOf(name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, 'roster');
  const time = new Date(Date.now() - hoursAgo * hour);
  await utimes(path, time, time);
  return path;
}

async function stored(owner: { module: string; record: string } | null): Promise<string> {
  const { db, files } = kit.platform;
  const of = { purpose: 'photo', uploadedBy: randomUUID() };
  const given = { ...of, name: 'page.jpg', mime: 'image/jpeg' };
  const { id } = await files.put(db, given, Buffer.from('picture'));
  if (owner) await files.attach(db, [id], owner, of);
  return leave(id, 25);
}

const sweep = () => kit.platform.files.sweep(kit.platform.db);

describe('sweeping files', () => {
  it('deletes what no record names and what was left half written, after a day', async () => {
    const old = [await leave(randomUUID(), 25), await leave(`${randomUUID()}.part`, 25)];
    const young = [await leave(randomUUID(), 23), await leave(`${randomUUID()}.part`, 23)];
    expect(await sweep()).toBe(2);
    expect(old.filter(existsSync)).toEqual([]);
    expect(young.filter(existsSync)).toEqual(young);
  });

  it('leaves what a record names, and what nobody here has written', async () => {
    const record = { module: 'reports', record: '1' };
    const kept = [await stored(record), await stored(null), await leave('notes.txt', 25)];
    expect(await sweep()).toBe(0);
    expect(kept.filter(existsSync)).toEqual(kept);
  });

  it('leaves files that are older than the installation: they are those of another database', async () => {
    const others = await leave(randomUUID(), installedAgo / hour + 1);
    expect(await sweep()).toBe(0);
    expect(existsSync(others)).toBe(true);
  });
});
