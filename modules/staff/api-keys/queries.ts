import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import { staffRealm } from '../../people/public.ts';

export type ApiKeyRow = {
  id: string;
  personId: string;
  name: string;
  ending: string;
  placeId: number;
  placeZh: string;
  placeEn: string;
  createdBy: string;
  /** The account of whoever made it is disabled, or no longer one of the staff's. */
  isStopped: boolean;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  usedAt: Date | null;
};

/** A key ends with the account of whoever made it, as an account of a person does that somebody else disables. */
const isStopped = sql`not exists (select from memberships s
  where s.person_id = k.created_by and s.realm = ${staffRealm} and not s.disabled)`;

const columns = sql`k.id, k.person_id as "personId", p.name, k.ending, k.place_id as "placeId",
  l.name_zh as "placeZh", l.name_en as "placeEn", m.name as "createdBy", ${isStopped} as "isStopped", k.created_at as "createdAt",
  k.expires_at as "expiresAt", k.revoked_at as "revokedAt", k.used_at as "usedAt"`;

const joins = sql`api_keys k join persons p on p.id = k.person_id join places l on l.id = k.place_id
  join persons m on m.id = k.created_by`;

/** Newest first. */
export async function listApiKeys(
  db: Db,
  scope: PlaceScope,
  { after, limit }: { after: { at: string; id: string } | undefined; limit: number },
): Promise<(ApiKeyRow & { key: string })[]> {
  const { rows } = await sql<ApiKeyRow & { key: string }>`
    select ${columns}, k.created_at::text as key from ${joins}
    where ${inSubtree('l.path', scope)}
      and ${after ? sql`(k.created_at, k.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
    order by k.created_at desc, k.id desc limit ${limit}`.execute(db);
  return rows;
}

/** A key that nobody else changes until the transaction ends. */
export async function lockApiKey(
  db: Db,
  scope: PlaceScope,
  id: string,
): Promise<ApiKeyRow | undefined> {
  const { rows } = await sql<ApiKeyRow>`
    select ${columns} from ${joins} where k.id = ${id} and ${inSubtree('l.path', scope)}
    for update of k`.execute(db);
  return rows[0];
}

type NewApiKey = Pick<ApiKeyRow, 'id' | 'personId' | 'ending' | 'placeId' | 'createdBy'> & {
  tokenHash: Buffer;
  createdAt: Date;
  expiresAt: Date;
};

export async function insertApiKey(db: Db, key: NewApiKey): Promise<void> {
  await sql`insert into api_keys (id, person_id, token_hash, ending, place_id, created_by, created_at, expires_at)
    values (${key.id}, ${key.personId}, ${key.tokenHash}, ${key.ending}, ${key.placeId}, ${key.createdBy},
      ${key.createdAt}, ${key.expiresAt})`.execute(db);
}

export async function setRevoked(db: Db, id: string, now: Date): Promise<void> {
  await sql`update api_keys set revoked_at = ${now} where id = ${id}`.execute(db);
}

export type FoundKey = Pick<ApiKeyRow, 'id' | 'personId' | 'isStopped' | 'expiresAt' | 'usedAt'>;

/** A key that was not revoked; asked before there is a scope. */
export async function findApiKey(db: Db, tokenHash: Buffer): Promise<FoundKey | undefined> {
  const { rows } = await sql<FoundKey>`
    select k.id, k.person_id as "personId", ${isStopped} as "isStopped", k.expires_at as "expiresAt",
      k.used_at as "usedAt"
    from api_keys k where k.token_hash = ${tokenHash} and k.revoked_at is null`.execute(db);
  return rows[0];
}

export async function setUsed(db: Db, id: string, now: Date): Promise<void> {
  await sql`update api_keys set used_at = ${now} where id = ${id}`.execute(db);
}
