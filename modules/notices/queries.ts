import { type Generated, type Selectable, sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { SelfScope } from '../../platform/scope.ts';

type NoticeTable = {
  id: Generated<number>;
  person_id: string;
  realm: string;
  kind: string;
  /** Tells a notice from its repetition. */
  key: string;
  text_zh: string;
  text_en: string;
  /** A path within the participant's app. */
  link: string | null;
  created_at: Date;
  read_at: Date | null;
};

export type NoticeRow = Selectable<NoticeTable>;

const typed = (db: Db) => db.withTables<{ notices: NoticeTable }>();

const own = (db: Db, self: SelfScope) =>
  typed(db)
    .selectFrom('notices')
    .where('person_id', '=', self.personId)
    .where('realm', '=', self.realm);

/** Newest first, older than `before`. */
export function listNotices(
  db: Db,
  self: SelfScope,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<NoticeRow[]> {
  return own(db, self)
    .selectAll()
    .$if(before !== undefined, (query) => query.where('id', '<', before as number))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function countUnread(db: Db, self: SelfScope): Promise<number> {
  const row = await own(db, self)
    .where('read_at', 'is', null)
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export function findNewestUnread(db: Db, self: SelfScope): Promise<NoticeRow | undefined> {
  return own(db, self)
    .where('read_at', 'is', null)
    .selectAll()
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function markRead(db: Db, self: SelfScope, upTo: number, now: Date): Promise<void> {
  await typed(db)
    .updateTable('notices')
    .set({ read_at: now })
    .where('person_id', '=', self.personId)
    .where('realm', '=', self.realm)
    .where('id', '<=', upTo)
    .where('read_at', 'is', null)
    .execute();
}

export type NewNotice = {
  personId: string;
  realm: string;
  kind: string;
  key: string;
  zh: string;
  en: string;
  link: string | null;
};

/** Adds those that the person does not have yet; answers how many. */
export async function insertNotices(db: Db, items: NewNotice[], now: Date): Promise<number> {
  const column = (name: keyof NewNotice) => items.map((item) => item[name]);
  const { numAffectedRows } = await sql`
    insert into notices (person_id, realm, kind, key, text_zh, text_en, link, created_at)
    select given.*, ${now}::timestamptz from unnest(
      ${column('personId')}::uuid[], ${column('realm')}::text[], ${column('kind')}::text[],
      ${column('key')}::text[], ${column('zh')}::text[], ${column('en')}::text[],
      ${column('link')}::text[]) as given
    on conflict on constraint notices_once do nothing`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Of these people those who have a notice, with when they got it. */
export async function findNotices(
  db: Db,
  { realm, key }: { realm: string; key: string },
  personIds: string[],
): Promise<Map<string, Date>> {
  if (personIds.length === 0) return new Map();
  const rows = await typed(db)
    .selectFrom('notices')
    .select(['person_id', 'created_at'])
    .where('realm', '=', realm)
    .where('key', '=', key)
    .where('person_id', 'in', personIds)
    .execute();
  return new Map(rows.map(({ person_id, created_at }) => [person_id, created_at]));
}
