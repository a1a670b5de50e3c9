import { type Selectable, sql } from 'kysely';
import type { App } from '../../platform/contract.ts';
import type { Db } from '../../platform/database.ts';
import type { IdentifierKind } from './roster/rules.ts';

export type PersonTable = {
  id: string;
  name: string;
  created_at: Date;
};

export type RealmTable = {
  code: string;
  kind: 'card' | 'staff';
  apps: App[];
  /** Codes of the security questions to choose from. */
  questions: string[];
};

export type IdentifierTable = {
  realm: string;
  kind: IdentifierKind;
  lookup: string;
  encrypted: Buffer | null;
  person_id: string;
  /** A further card of the same person. */
  alias: boolean;
};

export type MembershipTable = {
  person_id: string;
  realm: string;
  /** Opened with the purpose that `initialPurpose` names. */
  initial_encrypted: Buffer | null;
  disabled: boolean;
};

/** One for each app in which the first sign-in is finished. */
export type AccountTable = {
  person_id: string;
  realm: string;
  app: App;
  password_hash: string;
  /** JSON on the way in; see {@link StoredAnswer}. */
  questions: StoredAnswer[];
  changed_at: Date;
};

/** A security question that a person chose; `hash` is the argon2 hash of the answer. */
export type StoredAnswer = { question: string; hash: string };

export type Realm = Selectable<RealmTable>;

export type PeopleTables = {
  persons: PersonTable;
  realms: RealmTable;
  identifiers: IdentifierTable;
  memberships: MembershipTable;
  accounts: AccountTable;
};

const typed = (db: Db) => db.withTables<PeopleTables>();

/** Adds a realm, or brings the apps and questions of an existing one up to date. */
export async function upsertRealm(db: Db, realm: Realm): Promise<void> {
  await typed(db)
    .insertInto('realms')
    .values(realm)
    .onConflict((conflict) =>
      conflict.column('code').doUpdateSet({ apps: realm.apps, questions: realm.questions }),
    )
    .execute();
}

export function findRealm(db: Db, code: string): Promise<Realm | undefined> {
  return typed(db).selectFrom('realms').selectAll().where('code', '=', code).executeTakeFirst();
}

/** Whom a card of the realm leads to; `alias` when it is a further one of that person. */
export function findPersonByCard(
  db: Db,
  realm: string,
  card: string,
): Promise<{ personId: string; alias: boolean } | undefined> {
  return typed(db)
    .selectFrom('identifiers')
    .select(['person_id as personId', 'alias'])
    .where('realm', '=', realm)
    .where('kind', '=', 'card')
    .where('lookup', '=', card)
    .executeTakeFirst();
}

/** The card number or user name under which each person is known in the realm. */
export async function accountNames(
  db: Db,
  realm: string,
  personIds: string[],
): Promise<Map<string, string>> {
  const rows = await typed(db)
    .selectFrom('identifiers')
    .select(['person_id', 'lookup'])
    .where('realm', '=', realm)
    .where('kind', 'in', ['card', 'username'])
    .where('alias', '=', false)
    .where('person_id', '=', sql<string>`any(${personIds}::uuid[])`)
    .execute();
  return new Map(rows.map(({ person_id, lookup }) => [person_id, lookup]));
}

/** People's names as they are shown, by id. */
export async function namesOf(db: Db, personIds: string[]): Promise<Map<string, string>> {
  const rows = await typed(db)
    .selectFrom('persons')
    .select(['id', 'name'])
    .where('id', '=', sql<string>`any(${personIds}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The apps of the realm in which each person has finished the first sign-in. */
export async function activatedApps(
  db: Db,
  realm: string,
  personIds: string[],
): Promise<Map<string, App[]>> {
  const rows = await typed(db)
    .selectFrom('accounts')
    .select(['person_id', 'app'])
    .where('realm', '=', realm)
    .where('person_id', '=', sql<string>`any(${personIds}::uuid[])`)
    .orderBy('app')
    .execute();
  const apps = new Map<string, App[]>();
  for (const { person_id, app } of rows) apps.set(person_id, [...(apps.get(person_id) ?? []), app]);
  return apps;
}
