import { type CompiledQuery, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';
import { type ChainEntry, type Head, noHash } from '../ledger/chain.ts';
import type { StoredFacts } from '../tables.ts';
import { type CodeState, newCode } from './rules.ts';
import type { Standing } from './standing.ts';

/** A clean report that gives the code its age, and nothing else. */
export type QuietReport = { enrolmentId: number; at: Date };

/**
 * Renews the codes that are green and stay so, and says whose they are. For all others something else is
 * to be decided: also where a newer version has decided already.
 */
export async function renewQuiet(
  db: Db,
  { programmeId, version, staleDays }: { programmeId: number; version: number; staleDays: number },
  reports: QuietReport[],
): Promise<Set<number>> {
  const sorted = reports.toSorted((a, b) => a.enrolmentId - b.enrolmentId);
  const { rows } = await sql<{ id: number }>`/* prepared: codes.renew */
    with held as materialized (
      select i.* from unnest(${arrayOf(sorted.map(({ enrolmentId }) => enrolmentId))}::bigint[],
        ${arrayOf(sorted.map(({ at }) => at.toISOString()))}::timestamptz[]) as i (enrolment_id, at)
      cross join lateral (
        select from code_states s
        where s.enrolment_id = i.enrolment_id and s.quiet and s.stale_at > i.at
          and s.programme_version <= ${version}::int
        limit 1 for no key update) s)
    update code_states s
    set reported_at = greatest(s.reported_at, held.at),
      stale_at = greatest(s.reported_at, held.at) + make_interval(hours => ${staleDays * 24}::int),
      programme_id = ${programmeId}::bigint, programme_version = ${version}::int
    from held where s.enrolment_id = held.enrolment_id
    returning s.enrolment_id as id`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** A person's code as it is stored, held until the transaction ends. */
export type StoredState = CodeState & {
  head: Omit<Head, 'seal'>;
  /** By which version's rules it was told last. */
  version: number;
};

type StateRow = {
  enrolmentId: number;
  version: number;
  facts: StoredFacts;
  last: Standing;
  reportedAt: Date | null;
  evaluatedAt: Date;
  entries: number;
  head: Buffer;
};

/** Gives those a code who have none, so that all can be held: a seal for each. */
export function addStates(
  db: Db,
  { id, version }: { id: number; version: number },
  heads: Head[],
  now: Date,
): CompiledQuery {
  const sorted = heads.toSorted((a, b) => a.enrolmentId - b.enrolmentId);
  return sql`/* prepared: codes.add */
    insert into code_states (enrolment_id, programme_id, programme_version, facts, last, timeline,
      quiet, evaluated_at, entries, head, seal)
    select i.enrolment_id, ${id}::bigint, ${version}::int, '{"causes": [], "measured": []}',
      ${JSON.stringify(newCode.last)}::jsonb, '[]', false, ${now}::timestamptz, 0,
      ${noHash}::bytea, decode(i.seal, 'hex')
    from unnest(${arrayOf(sorted.map(({ enrolmentId }) => enrolmentId))}::bigint[],
      ${arrayOf(sorted.map(({ seal }) => seal.toString('hex')))}::text[]) as i (enrolment_id, seal)
    where not exists (select from code_states s where s.enrolment_id = i.enrolment_id)
    order by 1
    on conflict (enrolment_id) do nothing`.compile(db);
}

/** The codes of these people; nobody else changes them until the transaction ends. */
export async function lockStates(db: Db, enrolmentIds: number[]): Promise<StoredState[]> {
  const ids = arrayOf([...new Set(enrolmentIds)].toSorted((a, b) => a - b));
  const { rows } = await sql<StateRow>`/* prepared: codes.lock */
    select s.* from unnest(${ids}::bigint[]) as i (id)
    cross join lateral (
      select s.enrolment_id as "enrolmentId", s.programme_version as version, s.facts, s.last,
        s.reported_at as "reportedAt", s.evaluated_at as "evaluatedAt", s.entries, s.head
      from code_states s where s.enrolment_id = i.id limit 1 for no key update) s`.execute(db);
  return rows.map(stateOf);
}

function stateOf({
  enrolmentId,
  version,
  facts,
  last,
  reportedAt,
  entries,
  head,
  evaluatedAt,
}: StateRow): StoredState {
  const isNew = entries === 0;
  return {
    facts: { ...facts, reportedAt: reportedAt?.toISOString() ?? null },
    last,
    evaluatedAt: isNew ? newCode.evaluatedAt : evaluatedAt.toISOString(),
    head: { enrolmentId, entries, hash: head },
    version,
  };
}

/** A code as it is from now on, with what its ledger gets. */
export type NewState = {
  state: CodeState;
  version: number;
  timeline: Standing[];
  quiet: boolean;
  staleAt: string | null;
  head: Head;
  entries: ChainEntry[];
};

/** Writes codes that are held, and what their ledgers tell of it. */
export function storeStates(db: Db, programmeId: number, states: NewState[]): CompiledQuery {
  const of = (value: (each: NewState) => string | number | boolean | null) =>
    arrayOf(states.map(value));
  const factsOf = ({ state: { facts } }: NewState) =>
    JSON.stringify({ causes: facts.causes, measured: facts.measured } satisfies StoredFacts);
  const entries = states.flatMap((each) => each.entries);
  const ofEntry = (value: (entry: ChainEntry) => string | number | null) =>
    arrayOf(entries.map(value));
  return sql`/* prepared: codes.store */
    with changed as (
      update code_states s
      set programme_id = ${programmeId}::bigint, programme_version = d.version,
        facts = d.facts::jsonb, last = d.last::jsonb, timeline = d.timeline::jsonb,
        quiet = d.quiet, reported_at = d.reported_at, stale_at = d.stale_at,
        evaluated_at = d.evaluated_at, entries = d.entries,
        head = decode(d.head, 'hex'), seal = decode(d.seal, 'hex')
      from unnest(${of(({ head }) => head.enrolmentId)}::bigint[],
        ${of(({ version }) => version)}::int[],
        ${of(factsOf)}::text[],
        ${of(({ state }) => JSON.stringify(state.last))}::text[],
        ${of(({ timeline }) => JSON.stringify(timeline))}::text[],
        ${of(({ quiet }) => quiet)}::boolean[],
        ${of(({ state }) => state.facts.reportedAt)}::timestamptz[],
        ${of(({ staleAt }) => staleAt)}::timestamptz[],
        ${of(({ state }) => state.evaluatedAt)}::timestamptz[],
        ${of(({ head }) => head.entries)}::int[],
        ${of(({ head }) => head.hash.toString('hex'))}::text[],
        ${of(({ head }) => head.seal.toString('hex'))}::text[])
        as d (enrolment_id, version, facts, last, timeline, quiet, reported_at, stale_at,
          evaluated_at, entries, head, seal)
      where s.enrolment_id = d.enrolment_id)
    insert into code_ledger (enrolment_id, number, recorded_at, commitment, hash, salt, content)
    select l.enrolment_id, l.number, l.recorded_at, decode(l.commitment, 'hex'),
      decode(l.hash, 'hex'), decode(l.salt, 'hex'), l.content
    from unnest(${ofEntry(({ enrolmentId }) => enrolmentId)}::bigint[],
      ${ofEntry(({ number }) => number)}::int[],
      ${ofEntry(({ recordedAt }) => recordedAt.toISOString())}::timestamptz[],
      ${ofEntry(({ commitment }) => commitment.toString('hex'))}::text[],
      ${ofEntry(({ hash }) => hash.toString('hex'))}::text[],
      ${ofEntry(({ salt }) => salt?.toString('hex') ?? null)}::text[],
      ${ofEntry(({ content }) => content)}::text[])
      as l (enrolment_id, number, recorded_at, commitment, hash, salt, content)`.compile(db);
}
