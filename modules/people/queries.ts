import { type Selectable, sql } from 'kysely';
import type { IdentifierKind } from '../../forms/sign-in.ts';
import { type App, apps } from '../../platform/contract.ts';
import type { Db } from '../../platform/database.ts';
import { type CredentialScope, type RealmApps, scopeOf, type WayName } from './realms.ts';

export type PersonTable = {
  id: string;
  name: string;
  created_at: Date;
};

type RealmTable = {
  code: string;
  ways: WayName[];
  /** JSON on the way in. */
  apps: RealmApps;
  /** Codes of the security questions to choose from. */
  questions: string[];
  /** How many of them a first sign-in sets. */
  question_count: number;
  password_required: boolean;
  /** Initial passwords are random and for one time; otherwise they are dates that others may know. */
  one_time_passwords: boolean;
  /** People register themselves, and choose a user name then: without an account nobody comes in. */
  registration: boolean;
};

export type IdentifierTable = {
  realm: string;
  kind: IdentifierKind;
  lookup: string;
  encrypted: Buffer | null;
  person_id: string;
  /** A further card of the same person. */
  alias: boolean;
  /** The merge of two records that brought it here; null for the person's own. */
  merge_id: string | null;
};

export type MembershipTable = {
  person_id: string;
  realm: string;
  /** Opened with the purpose that `initialPurpose` names. */
  initial_encrypted: Buffer | null;
  disabled: boolean;
  /** From then on the person takes no part, and cannot sign in. */
  withdrawn_at: Date | null;
};

/** One for each credential scope in which the first sign-in is finished. */
export type AccountTable = {
  person_id: string;
  realm: string;
  credential_scope: string;
  password_hash: string | null;
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

/** Adds a realm, or brings an existing one up to date. */
export async function upsertRealm(db: Db, { code, ...rest }: Realm): Promise<void> {
  const row = { ...rest, apps: sql<RealmApps>`${JSON.stringify(rest.apps)}::jsonb` };
  await typed(db)
    .insertInto('realms')
    .values({ code, ...row })
    .onConflict((conflict) => conflict.column('code').doUpdateSet(row))
    .execute();
}

export function findRealm(db: Db, code: string): Promise<Realm | undefined> {
  return typed(db).selectFrom('realms').selectAll().where('code', '=', code).executeTakeFirst();
}

/** A realm that must be there. */
export async function getRealm(db: Db, code: string): Promise<Realm> {
  const realm = await findRealm(db, code);
  if (!realm) throw new Error(`There is no realm ${code}.`);
  return realm;
}

/** What opens an app of a realm that must be there: the realm, and the app's credential scope. */
export async function credentialsOf(
  db: Db,
  { realm, app }: { realm: string; app: App },
): Promise<CredentialScope & { offer: Realm }> {
  const offer = await getRealm(db, realm);
  return { realm, scope: scopeOf(offer, app), offer };
}

/** The identifiers of people in the realm that are no further ones, in the order of their kinds. */
export function listMainIdentifiers(
  db: Db,
  realm: string,
  personIds: string[],
): Promise<Pick<Selectable<IdentifierTable>, 'kind' | 'lookup' | 'encrypted' | 'person_id'>[]> {
  return typed(db)
    .selectFrom('identifiers')
    .select(['kind', 'lookup', 'encrypted', 'person_id'])
    .where('realm', '=', realm)
    .where('alias', '=', false)
    .where('person_id', '=', sql<string>`any(${personIds}::uuid[])`)
    .orderBy('kind')
    .execute();
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
  const { rows } = await sql<{ person_id: string; app: App }>`
    select a.person_id, of.app from accounts a
    join realms r on r.code = a.realm
    cross join lateral jsonb_each_text(r.apps) as of (app, credential_scope)
    where a.realm = ${realm} and a.person_id = any(${personIds}::uuid[])
      and a.credential_scope = of.credential_scope
    order by array_position(${[...apps]}::text[], of.app)`.execute(db);
  const byPerson = Map.groupBy(rows, ({ person_id }) => person_id);
  return new Map([...byPerson].map(([id, all]) => [id, all.map(({ app }) => app)]));
}

const takingPart = (db: Db, realm: string, now: Date) =>
  typed(db)
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.id', 'm.person_id')
    .select(['p.id as personId', 'p.name'])
    .where('m.realm', '=', realm)
    .where('m.disabled', '=', false)
    .where((each) =>
      each.or([each('m.withdrawn_at', 'is', null), each('m.withdrawn_at', '>', now)]),
    );

type Member = { personId: string; name: string };

/** Somebody who may come in to a realm. */
export function findTakingPart(
  db: Db,
  { personId, realm }: { personId: string; realm: string },
  now: Date,
): Promise<Member | undefined> {
  return takingPart(db, realm, now).where('p.id', '=', personId).executeTakeFirst();
}

/** Whoever is found by an identifier of which no two people have the same, and may come in to the realm. */
export function findMemberBy(
  db: Db,
  { realm, kind, lookup }: { realm: string; kind: IdentifierKind; lookup: string },
  now: Date,
): Promise<Member | undefined> {
  return takingPart(db, realm, now)
    .innerJoin('identifiers as i', (join) =>
      join.onRef('i.person_id', '=', 'm.person_id').onRef('i.realm', '=', 'm.realm'),
    )
    .where('i.kind', '=', kind)
    .where('i.lookup', '=', lookup)
    .executeTakeFirst();
}
