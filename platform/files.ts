import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { Selectable } from 'kysely';
import type { Clock } from './clock.ts';
import type { Keys } from './crypto.ts';
import type { Db } from './database.ts';
import { encrypting, newFileKey } from './encrypted-file.ts';
import { type SizeLimit, writeMeasured } from './measured-file.ts';
import { getOrNotFound, Problem } from './problems.ts';

/**
 * Stored files. Each names the module and the record that own it; only that module's route serves
 * it. Bytes lie in a folder under a random name, what is known of them in the table `files`. There
 * is a row whenever there are bytes, so that whatever a kill leaves is found by the table alone: the
 * folder may hold what only another database knows.
 */
type FileTable = {
  id: string;
  module: string | null;
  record: string | null;
  purpose: string;
  name: string;
  mime: string;
  bytes: number;
  /** Null until all bytes are stored, and again before they are deleted. */
  sha256: string | null;
  uploaded_by: string;
  created_at: Date;
  key_encrypted: Buffer | null;
};

export type StoredFile = Selectable<FileTable>;

type NewFile = {
  purpose: string;
  name: string;
  mime: string;
  uploadedBy: string;
  /** It lies on the disk encrypted, and is read by {@link Files.sealed} alone. */
  isSecret?: true;
};

/** Where a file lies, and what opens it where it is encrypted. */
export type SealedFile = { path: string; key?: string };

export type Files = {
  /**
   * Stores bytes that were checked and normalised already; loose until attached. Not within a
   * transaction: the row must be committed before there are bytes.
   */
  put(db: Db, file: NewFile, data: Buffer): Promise<StoredFile>;
  /** As {@link put}, from a stream; throws `tooLarge()` past the limit and keeps nothing. */
  receive(db: Db, file: NewFile, data: Readable, limit: SizeLimit): Promise<StoredFile>;
  /**
   * Has `use` work on a stream that lies on disk meanwhile, instead of in memory. Of one that `use` refuses, the
   * row stays for a day, so that it counts; nothing else does. Throws `tooLarge()` past the limit.
   */
  pass<T>(
    db: Db,
    file: NewFile,
    data: Readable,
    limit: SizeLimit,
    use: (path: string) => Promise<T>,
  ): Promise<T>;
  /**
   * Makes a record the owner of whole, loose files that this person uploaded for this purpose. Answers how
   * many were attached, those that the record owns already included.
   */
  attach(db: Db, ids: string[], owner: FileOwner, of: FileOrigin): Promise<number>;
  /** Gives back what records of a module owned; the next sweep that finds it older than a day deletes it. */
  release(db: Db, module: string, ids: string[]): Promise<void>;
  /** How many a person began to upload for a purpose after an instant, attached or not. */
  countSince(db: Db, of: FileOrigin, since: Date): Promise<number>;
  get(db: Db, id: string): Promise<StoredFile>;
  open(file: StoredFile): Readable;
  /** The place on disk, for work that needs one (parsing a sheet in a worker). */
  pathOf(file: StoredFile): string;
  /** As {@link pathOf}, for a file that may be encrypted. */
  sealed(file: StoredFile): SealedFile;
  /** Deletes a file that no record owns, at once. */
  discard(db: Db, id: string): Promise<void>;
  /** Deletes what has not been attached to anything for a day, whole or not. Answers how many. */
  sweep(db: Db): Promise<number>;
};

type FileOwner = { module: string; record: string };
type FileOrigin = { purpose: string; uploadedBy: string };

const looseFor = 24 * 60 * 60 * 1000;

const keyPurpose = (id: string) => `platform.file ${id}`;

/** Where the bytes of a file lie. */
export function pathIn(folder: string, id: string): string {
  return join(folder, id.slice(-2), id);
}

/** Files in a folder of this machine. */
export function localFiles(folder: string, clock: Clock, keys: Keys): Files {
  const pathOf = (id: string): string => pathIn(folder, id);
  const partOf = (id: string): string => `${pathOf(id)}.part`;
  const table = (db: Db) => db.withTables<{ files: FileTable }>();

  const insertUnfinished = async (
    db: Db,
    id: string,
    file: NewFile,
    key?: string,
  ): Promise<void> => {
    await table(db)
      .insertInto('files')
      .values({
        id,
        module: null,
        record: null,
        purpose: file.purpose,
        name: file.name.slice(0, 200),
        mime: file.mime,
        bytes: 0,
        sha256: null,
        uploaded_by: file.uploadedBy,
        created_at: clock.now(),
        key_encrypted: key === undefined ? null : keys.encrypt(keyPurpose(id), key),
      })
      .execute();
  };

  /** The row last. The part first: an upload that still goes on can then no longer rename it. */
  const discard = async (db: Db, id: string): Promise<void> => {
    await rm(partOf(id), { force: true });
    await rm(pathOf(id), { force: true });
    await table(db).deleteFrom('files').where('id', '=', id).execute();
  };

  const store = async (
    db: Db,
    file: NewFile,
    data: Readable,
    limit?: SizeLimit,
  ): Promise<StoredFile> => {
    const id = randomUUID();
    const key = file.isSecret && newFileKey();
    await insertUnfinished(db, id, file, key);
    try {
      await mkdir(dirname(pathOf(id)), { recursive: true, mode: 0o700 });
      const encrypt = key === undefined ? undefined : encrypting(key);
      const measured = await writeMeasured(partOf(id), data, limit, { encrypt });
      await rename(partOf(id), pathOf(id));
      const finish = table(db).updateTable('files').set(measured).where('id', '=', id);
      return await finish.returningAll().executeTakeFirstOrThrow();
    } catch (error) {
      // What cannot be discarded now is left to the sweep.
      await discard(db, id).catch(() => {});
      throw error;
    }
  };

  return {
    put: (db, file, data) => store(db, file, Readable.from([data])),
    receive: store,

    async pass(db, file, data, limit, use) {
      const id = randomUUID();
      await insertUnfinished(db, id, file);
      let isAtFault = false;
      try {
        await mkdir(dirname(pathOf(id)), { recursive: true, mode: 0o700 });
        await writeMeasured(partOf(id), data, limit, { flush: false });
        return await use(partOf(id)).catch((error) => {
          isAtFault = error instanceof Problem && error.kind.status < 500;
          throw error;
        });
      } finally {
        if (isAtFault) await rm(partOf(id), { force: true });
        else await discard(db, id).catch(() => {});
      }
    },

    async attach(db, ids, owner, of) {
      if (ids.length === 0) return 0;
      const result = await table(db)
        .updateTable('files')
        .set(owner)
        .where('id', 'in', ids)
        .where('purpose', '=', of.purpose)
        .where('uploaded_by', '=', of.uploadedBy)
        .where('sha256', 'is not', null)
        .where((where) =>
          where.or([
            where('module', 'is', null),
            where.and([where('module', '=', owner.module), where('record', '=', owner.record)]),
          ]),
        )
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },

    async release(db, module, ids) {
      if (ids.length === 0) return;
      await table(db)
        .updateTable('files')
        .set({ module: null, record: null })
        .where('id', 'in', ids)
        .where('module', '=', module)
        .execute();
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
      const known = table(db).selectFrom('files').selectAll().where('id', '=', id);
      return getOrNotFound(await known.where('sha256', 'is not', null).executeTakeFirst());
    },

    open: (file) => createReadStream(pathOf(file.id)),
    pathOf: (file) => pathOf(file.id),
    sealed: ({ id, key_encrypted }) => ({
      path: pathOf(id),
      ...(key_encrypted && { key: keys.decrypt(keyPurpose(id), key_encrypted).reveal() }),
    }),

    async discard(db, id) {
      const doomed = await table(db)
        .updateTable('files')
        .set({ sha256: null })
        .where('id', '=', id)
        .where('module', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (doomed) await discard(db, id);
    },

    async sweep(db) {
      const before = new Date(clock.now().getTime() - looseFor);
      // From here on no record can become their owner, also when a kill comes before the rows are gone.
      const doomed = await table(db)
        .updateTable('files')
        .set({ sha256: null })
        .where('module', 'is', null)
        .where('created_at', '<', before)
        .returning('id')
        .execute();
      for (const { id } of doomed) await discard(db, id);
      return doomed.length;
    },
  };
}
