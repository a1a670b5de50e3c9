import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Selectable, sql } from 'kysely';
import { type Clock, systemClock } from './clock.ts';
import type { Db } from './database.ts';
import { type SizeLimit, writeMeasured } from './measured-file.ts';
import { deleteOrphans } from './orphan-files.ts';
import { getOrNotFound } from './problems.ts';

/**
 * Stored files. Each names the module and the record that own it; only that module's route serves
 * it. Bytes lie in a folder under a random name, what is known of them in the table `files`.
 */
type FileTable = {
  id: string;
  module: string | null;
  record: string | null;
  purpose: string;
  name: string;
  mime: string;
  bytes: number;
  sha256: string;
  uploaded_by: string;
  created_at: Date;
};

export type StoredFile = Selectable<FileTable>;

type NewFile = { purpose: string; name: string; mime: string; uploadedBy: string };

export type Files = {
  /** Stores bytes that were checked and normalised already; loose until attached. */
  put(db: Db, file: NewFile, data: Buffer): Promise<StoredFile>;
  /** As {@link put}, from a stream; throws `tooLarge()` past the limit and keeps nothing. */
  receive(db: Db, file: NewFile, data: Readable, limit: SizeLimit): Promise<StoredFile>;
  /**
   * Makes a record the owner of loose files that this person uploaded for this purpose. Answers how
   * many were attached, those that the record owns already included.
   */
  attach(db: Db, ids: string[], owner: FileOwner, of: FileOrigin): Promise<number>;
  /** How many a person uploaded for a purpose after an instant, attached or not. */
  countSince(db: Db, of: FileOrigin, since: Date): Promise<number>;
  get(db: Db, id: string): Promise<StoredFile>;
  open(file: StoredFile): Readable;
  /** The place on disk, for work that needs one (parsing a sheet in a worker). */
  pathOf(file: StoredFile): string;
  /**
   * Deletes what has not been attached to anything for a day, and files as old of which nothing is
   * known. Answers how many.
   */
  sweep(db: Db): Promise<number>;
};

type FileOwner = { module: string; record: string };
type FileOrigin = { purpose: string; uploadedBy: string };

type Tables = { files: FileTable; installation: { created_at: Date } };

const looseFor = 24 * 60 * 60 * 1000;

/** Files in a folder of this machine. */
export function localFiles(folder: string, clock: Clock): Files {
  const pathOf = (id: string): string => join(folder, id.slice(-2), id);
  const table = (db: Db) => db.withTables<Tables>();

  const record = (db: Db, id: string, file: NewFile, bytes: number, sha256: string) =>
    table(db)
      .insertInto('files')
      .values({
        id,
        module: null,
        record: null,
        purpose: file.purpose,
        name: file.name.slice(0, 200),
        mime: file.mime,
        bytes,
        sha256,
        uploaded_by: file.uploadedBy,
        created_at: clock.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow();

  const listKnown = async (db: Db, ids: string[]): Promise<string[]> => {
    const any = sql<string>`any(${ids}::uuid[])`;
    const rows = await table(db).selectFrom('files').select('id').where('id', '=', any).execute();
    return rows.map(({ id }) => id);
  };

  /** A folder with a database that is younger was that of another one, whose files these may be. */
  const sweepFolder = async (db: Db): Promise<number> => {
    const made = await table(db).selectFrom('installation').select('created_at').executeTakeFirst();
    if (!made) return 0;
    // Files bear the machine's time, whatever the clock of a demo shows.
    const to = new Date(systemClock.now().getTime() - looseFor);
    return deleteOrphans(folder, { from: made.created_at, to }, (ids) => listKnown(db, ids));
  };

  return {
    async put(db, file, data) {
      const id = randomUUID();
      await mkdir(dirname(pathOf(id)), { recursive: true });
      await writeFile(`${pathOf(id)}.part`, data, { mode: 0o600, flush: true });
      await rename(`${pathOf(id)}.part`, pathOf(id));
      return record(db, id, file, data.length, createHash('sha256').update(data).digest('hex'));
    },

    async receive(db, file, data, limit) {
      const id = randomUUID();
      const part = `${pathOf(id)}.part`;
      await mkdir(dirname(part), { recursive: true });
      const { bytes, sha256 } = await writeMeasured(part, data, limit);
      await rename(part, pathOf(id));
      return record(db, id, file, bytes, sha256);
    },

    async attach(db, ids, owner, of) {
      if (ids.length === 0) return 0;
      const result = await table(db)
        .updateTable('files')
        .set(owner)
        .where('id', 'in', ids)
        .where('purpose', '=', of.purpose)
        .where('uploaded_by', '=', of.uploadedBy)
        .where((where) =>
          where.or([
            where('module', 'is', null),
            where.and([where('module', '=', owner.module), where('record', '=', owner.record)]),
          ]),
        )
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },

    async countSince(db, of, since) {
      const { count } = await table(db)
        .selectFrom('files')
        .select((files) => files.fn.countAll<number>().as('count'))
        .where('uploaded_by', '=', of.uploadedBy)
        .where('created_at', '>', since)
        .where('purpose', '=', of.purpose)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async get(db, id) {
      const query = table(db).selectFrom('files').selectAll().where('id', '=', id);
      return getOrNotFound(await query.executeTakeFirst());
    },

    open: (file) => createReadStream(pathOf(file.id)),
    pathOf: (file) => pathOf(file.id),

    async sweep(db) {
      const before = new Date(clock.now().getTime() - looseFor);
      const gone = await table(db)
        .deleteFrom('files')
        .where('module', 'is', null)
        .where('created_at', '<', before)
        .returning('id')
        .execute();
      for (const { id } of gone) await rm(pathOf(id), { force: true });
      return gone.length + (await sweepFolder(db));
    },
  };
}
