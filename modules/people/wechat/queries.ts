import { type Selectable, sql } from 'kysely';
import type { App } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/database.ts';
import type { WechatKind } from '../../../platform/wechat/settings.ts';
import type { CredentialScope } from '../realms.ts';

type VisitTable = {
  id: string;
  state_hash: Buffer;
  browser_hash: Buffer;
  realm: string;
  app: App;
  kind: WechatKind;
  returned_at: Date | null;
  token_hash: Buffer | null;
  known_by: string | null;
  lookup: string | null;
  expires_at: Date;
};

type BindingTable = {
  person_id: string;
  realm: string;
  credential_scope: string;
  known_by: string;
  lookup: string;
  bound_at: Date;
};

const typed = (db: Db) =>
  db.withTables<{ wechat_visits: VisitTable; wechat_bindings: BindingTable }>();

/** In which browser, and where, somebody went to WeChat. */
export type VisitAt = { browserHash: Buffer; realm: string; app: App; now: Date };

export async function insertVisit(
  db: Db,
  visit: Omit<Selectable<VisitTable>, 'returned_at' | 'token_hash' | 'known_by' | 'lookup'>,
): Promise<void> {
  await typed(db)
    .insertInto('wechat_visits')
    .values({ ...visit, returned_at: null, token_hash: null, known_by: null, lookup: null })
    .execute();
}

const isMeant = ({ browserHash, realm, app, now }: VisitAt) =>
  sql<boolean>`browser_hash = ${browserHash} and realm = ${realm} and app = ${app}
    and expires_at > ${now}`;

/** Uses up a state; of two who come back with it, one gets nothing. */
export function spendState(
  db: Db,
  stateHash: Buffer,
  at: VisitAt,
): Promise<{ id: string; kind: WechatKind } | undefined> {
  return typed(db)
    .updateTable('wechat_visits')
    .set({ returned_at: at.now })
    .where('state_hash', '=', stateHash)
    .where('returned_at', 'is', null)
    .where(isMeant(at))
    .returning(['id', 'kind'])
    .executeTakeFirst();
}

export async function setReturned(
  db: Db,
  id: string,
  returned: { token_hash: Buffer; known_by: string; lookup: string; expires_at: Date },
): Promise<void> {
  await typed(db).updateTable('wechat_visits').set(returned).where('id', '=', id).execute();
}

/** Whom WeChat said it was. */
export type Returned = { id: string; known_by: string; lookup: string };

export async function findReturned(
  db: Db,
  tokenHash: Buffer,
  at: VisitAt,
): Promise<Returned | undefined> {
  const found = await typed(db)
    .selectFrom('wechat_visits')
    .select(['id', 'known_by', 'lookup'])
    .where('token_hash', '=', tokenHash)
    .where(isMeant(at))
    .executeTakeFirst();
  if (!found?.lookup || found.known_by === null) return undefined;
  return { ...found, lookup: found.lookup, known_by: found.known_by };
}

/** Uses up what WeChat said; of two who do so at once, one gets false. */
export async function deleteVisit(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await typed(db)
    .deleteFrom('wechat_visits')
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function deleteExpiredVisits(db: Db, now: Date): Promise<void> {
  await typed(db).deleteFrom('wechat_visits').where('expires_at', '<=', now).execute();
}

/** Whether what the one record was known by leads to the other one, by merges. Undone ones have left no row. */
const leadsTo = (from: string, into: string) => sql<boolean>`exists (
  select from merged_identifiers was
  join identifiers now on now.realm = was.realm and now.kind = was.kind and now.lookup = was.lookup
    and now.merge_id is not null
  where was.person_id = ${sql.ref(from)} and now.person_id = ${sql.ref(into)})`;

/** Whose account a WeChat account opens; of records that were merged, that of the one that is kept. */
export async function listBound(
  db: Db,
  { realm, scope }: CredentialScope,
  lookup: string,
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    with bound as (
      select distinct person_id from wechat_bindings
      where realm = ${realm} and credential_scope = ${scope} and lookup = ${lookup})
    select b.person_id from bound b
    where not exists (select from bound other
      where other.person_id <> b.person_id and ${leadsTo('b.person_id', 'other.person_id')})`.execute(
    db,
  );
  return rows.map(({ person_id }) => person_id);
}

/** Lets one after the other bind a WeChat account, so that each sees whose it is already. */
export async function lockWechat(db: Db, lookup: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`people.wechat ${lookup}`}, 0))`.execute(
    db,
  );
}

/**
 * Whether the account that this WeChat account opens is one of somebody who shares no phone with the person, and whose
 * record was not merged into theirs.
 */
export async function isBoundToStranger(
  db: Db,
  personId: string,
  { realm, scope }: CredentialScope,
  lookup: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from wechat_bindings b
    where b.realm = ${realm} and b.credential_scope = ${scope} and b.lookup = ${lookup}
      and b.person_id != ${personId} and not exists (
        select from identifiers mine
        join identifiers theirs on theirs.realm = mine.realm and theirs.kind = mine.kind
          and theirs.lookup = mine.lookup and theirs.person_id = b.person_id
        where mine.person_id = ${personId} and mine.realm = ${realm} and mine.kind = 'phone')
      and not exists (select from persons me
        where me.id = ${personId} and ${leadsTo('b.person_id', 'me.id')})
      limit 1`.execute(db);
  return rows.length > 0;
}

/** Binds a WeChat account in the place of another one that the same app knew. */
export async function upsertBinding(db: Db, binding: Selectable<BindingTable>): Promise<void> {
  const { lookup, bound_at } = binding;
  await typed(db)
    .insertInto('wechat_bindings')
    .values(binding)
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'realm', 'credential_scope', 'known_by'])
        .doUpdateSet({ lookup, bound_at }),
    )
    .execute();
}

const ofPerson = (personId: string, { realm, scope }: CredentialScope) =>
  sql<boolean>`person_id = ${personId} and realm = ${realm} and credential_scope = ${scope}`;

export async function findBoundSince(
  db: Db,
  personId: string,
  within: CredentialScope,
): Promise<Date | null> {
  const row = await typed(db)
    .selectFrom('wechat_bindings')
    .select('bound_at')
    .where(ofPerson(personId, within))
    .orderBy('bound_at', 'desc')
    .executeTakeFirst();
  return row?.bound_at ?? null;
}

export async function deleteBindings(
  db: Db,
  personId: string,
  within: CredentialScope,
): Promise<boolean> {
  const { numDeletedRows } = await typed(db)
    .deleteFrom('wechat_bindings')
    .where(ofPerson(personId, within))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
