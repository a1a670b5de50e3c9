import { sql } from 'kysely';
import type { ColourRules } from '../../../forms/colours.ts';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { Standing } from '../evaluate/standing.ts';
import type { StoredFacts } from '../tables.ts';
import type { ChainEntry, Head } from './chain.ts';

/** How far a person's ledger goes, and what is shown because of it. */
export type LedgerHead = Head & {
  last: Standing;
  timeline: Standing[];
  facts: StoredFacts;
  reportedAt: Date | null;
  staleAt: Date | null;
  evaluatedAt: Date;
  programmeId: number;
  version: number;
};

/** Of the people whose unit lies within the scope, those that come next. */
export async function listHeads(
  db: Db,
  scope: PlaceScope,
  { after, limit }: { after: number; limit: number },
): Promise<LedgerHead[]> {
  const { rows } = await sql<LedgerHead>`
    select s.enrolment_id as "enrolmentId", s.entries, s.head as hash, s.seal, s.last, s.timeline,
      s.facts, s.reported_at as "reportedAt", s.stale_at as "staleAt",
      s.evaluated_at as "evaluatedAt", s.programme_id as "programmeId",
      s.programme_version as version
    from code_states s
    join enrolments e on e.id = s.enrolment_id join places pl on pl.id = e.place_id
    where s.enrolment_id > ${after} and ${inSubtree('pl.path', scope)}
    order by s.enrolment_id limit ${limit}`.execute(db);
  return rows;
}

export type RulesOf = { programmeId: number; version: number; colours: ColourRules | null };

/** The rules of these versions, by which codes were last told. */
export async function listRules(
  db: Db,
  versions: { programmeId: number; version: number }[],
): Promise<RulesOf[]> {
  const { rows } = await sql<RulesOf>`
    select v.programme_id as "programmeId", v.version, v.definition -> 'colours' as colours
    from (select distinct * from unnest(
        ${versions.map(({ programmeId }) => programmeId)}::bigint[],
        ${versions.map(({ version }) => version)}::int[]) as i (programme_id, version)) i
    join programme_versions v using (programme_id, version)`.execute(db);
  return rows;
}

/** The ledgers of people whom a scope was checked for, each in order. */
export async function listEntries(db: Db, enrolmentIds: number[]): Promise<ChainEntry[]> {
  const { rows } = await sql<ChainEntry>`
    select enrolment_id as "enrolmentId", number, recorded_at as "recordedAt", commitment, hash,
      salt, content
    from code_ledger where enrolment_id = any(${enrolmentIds}::bigint[])
    order by enrolment_id, number`.execute(db);
  return rows;
}

/**
 * People whose reports, or an order, gave them a code, and who have none: it was removed with its ledger. Reports of
 * the first minute of a version may have been taken by the one before, which gave no colours.
 */
export async function listVanished(db: Db, scope: PlaceScope): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select o.enrolment_id as id
    from code_orders o join enrolments e on e.id = o.enrolment_id join places pl on pl.id = e.place_id
    where o.state = 'approved' and ${inSubtree('pl.path', scope)}
      and not exists (select from code_states s where s.enrolment_id = e.id)
    union
    select r.enrolment_id
    from (select v.programme_id, min(v.published_at) as since from programme_versions v
      where v.definition ? 'colours' group by 1) c
    join programmes p on p.id = c.programme_id
    join programme_versions v on v.programme_id = p.id and v.version = p.version
      and v.definition ? 'colours'
    join enrolments e on e.programme_id = p.id join places pl on pl.id = e.place_id
    join reports r on r.enrolment_id = e.id
      and v.definition -> 'colours' -> 'forms' ? r.form
      and r.sent_at > c.since + interval '1 minute'
    where ${inSubtree('pl.path', scope)}
      and not exists (select from code_states s where s.enrolment_id = e.id)
    order by 1 limit 1000`.execute(db);
  return rows.map(({ id }) => id);
}

/** Forgets so many contents at most that were recorded before a moment; the newest entry of each person stays. */
export async function forgetContents(db: Db, before: Date, most: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update code_ledger l set salt = null, content = null
    from (select l.enrolment_id, l.number from code_ledger l
      join code_states s on s.enrolment_id = l.enrolment_id and l.number < s.entries
      where l.recorded_at < ${before} and l.content is not null limit ${most}) old
    where l.enrolment_id = old.enrolment_id and l.number = old.number`.execute(db);
  return Number(numAffectedRows ?? 0);
}
