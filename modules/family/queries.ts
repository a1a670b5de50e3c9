import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { Pair } from './rules.ts';

/** Whatever is decided about these people is decided one after the other. */
export async function lockPeople(db: Db, personIds: string[]): Promise<void> {
  for (const id of personIds.toSorted()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`family ${id}`}, 0))`.execute(db);
  }
}

export type RequestRow = {
  id: string;
  askerId: string;
  askerCares: boolean;
  otherId: string | null;
  /** As the asker wrote it. */
  name: string;
  askedAt: Date;
  expiresAt: Date;
};

const requestColumns = sql`id, asker_id as "askerId", asker_cares as "askerCares",
  other_id as "otherId", name, asked_at as "askedAt", expires_at as "expiresAt"`;

const requests = async (db: Db, where: RawBuilder<unknown>): Promise<RequestRow[]> => {
  const { rows } = await sql<RequestRow>`
    select ${requestColumns} from family_requests where ${where} order by asked_at desc`.execute(
    db,
  );
  return rows;
};

/** Neither taken back, nor past its time, nor agreed to: so it looks to whoever asked. */
const looksOpen = (now: Date) =>
  sql`taken_back_at is null and expires_at > ${now} and agreed is not true`;

/** What waits for an answer. */
const waits = (now: Date) => sql`${looksOpen(now)} and answered_at is null`;

/** A refusal is not told: to the asker the request stays as it was. */
export const requestsBy = (db: Db, realm: string, askerId: string, now: Date) =>
  requests(db, sql`realm = ${realm} and asker_id = ${askerId} and ${looksOpen(now)}`);

/** What others asked of somebody and waits for an answer. */
export const requestsOf = (db: Db, realm: string, otherId: string, now: Date) =>
  requests(db, sql`realm = ${realm} and other_id = ${otherId} and ${waits(now)}`);

export async function countAsked(db: Db, askerId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from family_requests
    where asker_id = ${askerId} and asked_at > ${since}`.execute(db);
  return rows[0]?.count ?? 0;
}

export type NewRequest = Omit<RequestRow, never> & { realm: string; lookup: string };

/** The same request of the same person that looks open. */
export async function findSameRequest(
  db: Db,
  { realm, askerId, askerCares, lookup, name }: NewRequest,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    select from family_requests where realm = ${realm} and asker_id = ${askerId}
      and asker_cares = ${askerCares} and lookup = ${lookup} and name = ${name}
      and ${looksOpen(now)} limit 1`.execute(db);
  return rows.length > 0;
}

export async function insertRequest(db: Db, request: NewRequest): Promise<void> {
  const { id, realm, askerId, askerCares, lookup, name, otherId, askedAt, expiresAt } = request;
  await sql`insert into family_requests
      (id, realm, asker_id, asker_cares, lookup, name, other_id, asked_at, expires_at)
    values (${id}, ${realm}, ${askerId}, ${askerCares}, ${lookup}, ${name}, ${otherId}, ${askedAt},
      ${expiresAt})`.execute(db);
}

/** Whether it looked open, and is taken back now. */
export async function takeBackRequest(
  db: Db,
  { realm, askerId, id }: { realm: string; askerId: string; id: string },
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update family_requests set taken_back_at = ${now}
    where id = ${id} and realm = ${realm} and asker_id = ${askerId} and ${looksOpen(now)}`.execute(
    db,
  );
  return numAffectedRows === 1n;
}

/** A request of which somebody was asked, whether it waits or not. */
export async function findRequest(
  db: Db,
  { realm, otherId, id }: { realm: string; otherId: string; id: string },
): Promise<RequestRow | undefined> {
  const [row] = await requests(db, sql`id = ${id} and realm = ${realm} and other_id = ${otherId}`);
  return row;
}

/** Whether it waited for an answer, and has it now. */
export async function answerRequest(
  db: Db,
  id: string,
  agreed: boolean,
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update family_requests set answered_at = ${now}, agreed = ${agreed}
    where id = ${id} and ${waits(now)}`.execute(db);
  return numAffectedRows === 1n;
}

/** All that these two have asked of each other about the same link is settled by it. */
export async function settleRequests(
  db: Db,
  realm: string,
  { carerId, wardId }: Pair,
  now: Date,
): Promise<void> {
  await sql`
    update family_requests set answered_at = ${now}, agreed = true
    where realm = ${realm} and ${waits(now)} and (
      (asker_id = ${carerId} and other_id = ${wardId} and asker_cares)
      or (asker_id = ${wardId} and other_id = ${carerId} and not asker_cares))`.execute(db);
}

export type LinkRow = Pair & {
  id: string;
  agreedAt: Date;
  confirmed: 'account' | 'in_person';
};

const linkColumns = sql`id, carer_id as "carerId", ward_id as "wardId", agreed_at as "agreedAt",
  confirmed`;

/** The links in which somebody is the carer or the ward. */
export async function linksOf(db: Db, realm: string, personId: string): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select ${linkColumns} from family_links
    where realm = ${realm} and ended_at is null and ${personId} in (carer_id, ward_id)
    order by agreed_at`.execute(db);
  return rows;
}

export async function findLink(
  db: Db,
  realm: string,
  { carerId, wardId }: Pair,
): Promise<LinkRow | undefined> {
  const { rows } = await sql<LinkRow>`
    select ${linkColumns} from family_links
    where realm = ${realm} and carer_id = ${carerId} and ward_id = ${wardId}
      and ended_at is null`.execute(db);
  return rows[0];
}

/** The ward of a carer's link that stands; with `hold` nobody ends it until the transaction does. */
export async function findOwnWard(
  db: Db,
  { realm, carerId, id }: { realm: string; carerId: string; id: string },
  hold: boolean,
): Promise<string | undefined> {
  const { rows } = await sql<{ wardId: string }>`
    select ward_id as "wardId" from family_links
    where id = ${id} and realm = ${realm} and carer_id = ${carerId} and ended_at is null
    ${hold ? sql`for share` : sql``}`.execute(db);
  return rows[0]?.wardId;
}

/** How many the carer cares for, and the ward is cared for by. */
export async function countLinks(
  db: Db,
  realm: string,
  { carerId, wardId }: Pair,
): Promise<{ wards: number; carers: number }> {
  const { rows } = await sql<{ wards: number; carers: number }>`
    select count(*) filter (where carer_id = ${carerId})::int as wards,
      count(*) filter (where ward_id = ${wardId})::int as carers
    from family_links where realm = ${realm} and ended_at is null
      and (carer_id = ${carerId} or ward_id = ${wardId})`.execute(db);
  return rows[0] ?? { wards: 0, carers: 0 };
}

/** Who saw both people, and where; null where both agreed by their accounts. */
export type Witness = { scannerId: string; siteId: number };

export async function insertLink(
  db: Db,
  link: Pair & { id: string; realm: string; agreedAt: Date; witness: Witness | null },
): Promise<void> {
  const { id, realm, carerId, wardId, agreedAt, witness } = link;
  await sql`insert into family_links
      (id, realm, carer_id, ward_id, agreed_at, confirmed, scanner_id, site_id)
    values (${id}, ${realm}, ${carerId}, ${wardId}, ${agreedAt},
      ${witness ? 'in_person' : 'account'}, ${witness?.scannerId ?? null},
      ${witness?.siteId ?? null})`.execute(db);
}

/** Ends a link of which somebody is a side; nothing where there is none. */
export async function endLink(
  db: Db,
  { realm, personId, id }: { realm: string; personId: string; id: string },
  now: Date,
): Promise<LinkRow | undefined> {
  const { rows } = await sql<LinkRow>`
    update family_links set ended_at = ${now}
    where id = ${id} and realm = ${realm} and ${personId} in (carer_id, ward_id)
      and ended_at is null
    returning ${linkColumns}`.execute(db);
  return rows[0];
}

export async function isBlocked(
  db: Db,
  realm: string,
  personId: string,
  blockedId: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from family_blocks
    where realm = ${realm} and person_id = ${personId} and blocked_id = ${blockedId}`.execute(db);
  return rows.length > 0;
}

export async function insertBlock(
  db: Db,
  realm: string,
  personId: string,
  blockedId: string,
): Promise<void> {
  await sql`insert into family_blocks (realm, person_id, blocked_id)
    values (${realm}, ${personId}, ${blockedId}) on conflict do nothing`.execute(db);
}

export async function deleteBlock(
  db: Db,
  realm: string,
  personId: string,
  blockedId: string,
): Promise<void> {
  await sql`delete from family_blocks
    where realm = ${realm} and person_id = ${personId} and blocked_id = ${blockedId}`.execute(db);
}

/** Deletes what has been over for long. */
export async function deleteOld(db: Db, before: Date): Promise<void> {
  await sql`delete from family_requests where expires_at < ${before}`.execute(db);
  await sql`delete from family_links where ended_at < ${before}`.execute(db);
}
