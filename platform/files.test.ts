import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Kit, startKit, startOfTests } from '../server/testing/kit.ts';
import { pathIn } from './files.ts';

const hour = 60 * 60 * 1000;
const owner = { module: 'reports', record: '1' };
const of = { purpose: 'photo', uploadedBy: randomUUID() };
const given = { ...of, name: 'page.jpg', mime: 'image/jpeg' };
const limit = { maxBytes: 10, tooLarge: () => new Error('too large') };

let kit: Kit;
beforeAll(async () => {
  kit = await startKit();
});
afterAll(() => kit.close());
beforeEach(async () => {
  await kit.database.pool.query('delete from files');
  await rm(kit.filesFolder, { recursive: true });
  kit.clock.set(startOfTests);
});

const pathOf = (id: string) => pathIn(kit.filesFolder, id);
const put = async () =>
  (await kit.platform.files.put(kit.platform.db, given, Buffer.from('picture'))).id;
const receive = (data: Readable) => kit.platform.files.receive(kit.platform.db, given, data, limit);
const attach = (id: string, db = kit.platform.db) => kit.platform.files.attach(db, [id], owner, of);
const sweep = () => kit.platform.files.sweep(kit.platform.db);
const waitHours = (hours: number) =>
  kit.clock.set(new Date(kit.clock.now().getTime() + hours * hour));

async function rows(): Promise<string[]> {
  const found = await kit.database.pool.query<{ id: string }>('select id from files');
  return found.rows.map(({ id }) => id);
}

/** The names of all files that lie in the folder. */
function stored(): string[] {
  if (!existsSync(kit.filesFolder)) return [];
  const entries = readdirSync(kit.filesFolder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** An upload of which half has arrived, and the id that it will have. */
async function begin() {
  const data = new PassThrough();
  const outcome = receive(data).then(
    () => 'stored',
    () => 'refused',
  );
  data.write('half');
  const id = await vi.waitFor(() => {
    const [name = ''] = stored();
    expect(name).toMatch(/\.part$/);
    return name.slice(0, -'.part'.length);
  });
  return { data, outcome, id };
}

describe('an upload', () => {
  it('is stored whole, and then owned by the record that it is attached to', async () => {
    const file = await receive(Readable.from([Buffer.from('pic'), Buffer.from('ture')]));
    expect(file).toMatchObject({ bytes: 7, sha256: expect.stringMatching(/^[\da-f]{64}$/) });
    expect(stored()).toEqual([file.id]);
    expect(await attach(file.id)).toBe(1);
    const found = await kit.platform.files.get(kit.platform.db, file.id);
    expect(found).toEqual({ ...file, ...owner });
  });

  it('is nobody’s until it has arrived: not shown, and attached to nothing', async () => {
    const { data, outcome, id } = await begin();
    expect(await rows()).toEqual([id]);
    expect(await attach(id)).toBe(0);
    const found = kit.platform.files.get(kit.platform.db, id);
    await expect(found).rejects.toMatchObject({ code: 'not_found' });
    data.end();
    expect(await outcome).toBe('stored');
    expect(await attach(id)).toBe(1);
  });

  it.each([
    ['is too large', (data: PassThrough) => data.end('and too much')],
    ['breaks off', (data: PassThrough) => data.destroy()],
  ])('that %s leaves nothing', async (_, end) => {
    const { data, outcome } = await begin();
    end(data);
    expect(await outcome).toBe('refused');
    expect([await rows(), stored()]).toEqual([[], []]);
  });

  it('that broke off before its turn leaves nothing', async () => {
    const data = new PassThrough();
    data.destroy();
    await expect(receive(data)).rejects.toThrow();
    expect([await rows(), stored()]).toEqual([[], []]);
  });
});

describe('the sweep', () => {
  it('deletes what is attached to nothing for a day, and that alone', async () => {
    const [forgotten, attached] = [await put(), await put()];
    await attach(attached);
    waitHours(2);
    const young = await put();
    waitHours(23);
    expect(await sweep()).toBe(1);
    expect((await rows()).toSorted()).toEqual([attached, young].toSorted());
    expect(stored().toSorted()).toEqual([attached, young].toSorted());
    expect(stored()).not.toContain(forgotten);
  });

  it('leaves files that no row names: another database may know them', async () => {
    await kit.database.pool.query("insert into installation values (true, 'real', $1)", [
      new Date(Date.now() - 100 * hour),
    ]);
    const others = await put();
    await attach(others);
    await kit.database.pool.query('delete from files');
    const left = new Date(Date.now() - 50 * hour);
    await utimes(pathOf(others), left, left);
    waitHours(25);
    expect(await sweep()).toBe(0);
    expect(stored()).toEqual([others]);
  });

  it('deletes what a kill left of an upload, and an upload that goes on fails', async () => {
    const { data, outcome } = await begin();
    waitHours(25);
    expect(await sweep()).toBe(1);
    expect([await rows(), stored()]).toEqual([[], []]);
    data.end();
    expect(await outcome).toBe('refused');
    expect([await rows(), stored()]).toEqual([[], []]);
  });

  it('spares a file that is being attached', async () => {
    const id = await put();
    waitHours(25);
    const sweeping = await kit.platform.db.transaction().execute(async (tx) => {
      expect(await attach(id, tx)).toBe(1);
      const swept = sweep();
      await vi.waitFor(async () => {
        const waiting = 'select from pg_locks where not granted';
        expect((await kit.database.pool.query(waiting)).rowCount).toBeGreaterThan(0);
      });
      return { swept };
    });
    expect(await sweeping.swept).toBe(0);
    expect([await rows(), stored()]).toEqual([[id], [id]]);
  });

  it('gives nobody a file that it began to delete, and ends it the next time', async () => {
    const id = await put();
    waitHours(25);
    await rm(pathOf(id));
    await mkdir(pathOf(id));
    await expect(sweep()).rejects.toThrow();
    expect(await attach(id)).toBe(0);
    expect(await rows()).toEqual([id]);
    await rm(pathOf(id), { recursive: true });
    await writeFile(pathOf(id), 'picture');
    expect(await sweep()).toBe(1);
    expect([await rows(), stored()]).toEqual([[], []]);
  });
});
