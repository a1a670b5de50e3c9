import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { CauseKind } from '../evaluate/facts.ts';
import type { Content } from '../tables.ts';
import type { AppealState } from './contract.ts';

export type AppealRow = {
  id: number;
  enrolmentId: number;
  programmeId: number;
  programmeVersion: number;
  entry: number;
  rule: string;
  causeKind: CauseKind;
  causeId: string;
  words: string;
  writtenAt: Date;
  state: AppealState;
  turnId: number;
  turnZh: string;
  turnEn: string;
  /** Nobody stands above whose turn it is. */
  atTop: boolean;
  dueAt: Date;
  level: number;
  answer: string | null;
  /** Somebody has accepted it, and a second person is to approve. */
  awaitsSecond: boolean;
  decidedAt: Date | null;
  personId: string;
  name: string;
  group: string;
  placeId: number;
  placeZh: string;
  placeEn: string;
};

const columns = sql`a.id, a.enrolment_id as "enrolmentId", a.programme_id as "programmeId",
  pr.version as "programmeVersion", a.entry, a.rule, a.cause_kind as "causeKind",
  a.cause_id as "causeId", a.words, a.written_at as "writtenAt", a.state, a.place_id as "turnId",
  t.name_zh as "turnZh", t.name_en as "turnEn", t.parent_id is null as "atTop", a.due_at as "dueAt",
  exists (select from code_orders o where o.enrolment_id = a.enrolment_id and a.state = 'open'
    and o.ends::text = a.cause_id and o.state = 'proposed') as "awaitsSecond",
  a.level, a.answer, a.decided_at as "decidedAt", e.person_id as "personId", n.name,
  e.group_code as "group", e.place_id as "placeId", pl.name_zh as "placeZh", pl.name_en as "placeEn"`;

const joins = sql`join programmes pr on pr.id = a.programme_id join places t on t.id = a.place_id
  join enrolments e on e.id = a.enrolment_id
  join persons n on n.id = e.person_id join places pl on pl.id = e.place_id`;

/** One's own; whoever asks has shown that the enrolment is theirs. */
export async function listOwnAppeals(db: Db, enrolmentId: number): Promise<AppealRow[]> {
  const { rows } = await sql<AppealRow>`
    select ${columns} from code_appeals a ${joins}
    where a.enrolment_id = ${enrolmentId} order by a.id desc limit 50`.execute(db);
  return rows;
}

type Filter = {
  programmeId: number;
  state?: AppealState | undefined;
  /** How names begin, in capitals or not. */
  name?: string | undefined;
};

/** Those whose turn lies within the scope: open ones by when they are due, else the newest first. */
export async function listAppeals(
  db: Db,
  scope: PlaceScope,
  { programmeId, state, name }: Filter,
  { after, limit }: { after?: readonly [dueAt: number, id: number] | undefined; limit: number },
): Promise<AppealRow[]> {
  const [dueAt = null, id = null] = after ?? [];
  const isQueue = state === 'open';
  const isBehind = isQueue
    ? sql`(a.due_at, a.id) > (to_timestamp(${dueAt}::float8 / 1000), ${id}::bigint)`
    : sql`a.id < ${id}::bigint`;
  const { rows } = await sql<AppealRow>`
    select ${columns} from code_appeals a ${joins}
    where a.programme_id = ${programmeId} and ${inSubtree('t.path', scope)}
      and (${state ?? null}::text is null or a.state = ${state ?? null}::text)
      and (${name ?? null}::text is null or starts_with(lower(n.name), lower(${name ?? null})))
      and (${id}::bigint is null or ${isBehind})
    order by ${sql.raw(isQueue ? 'a.due_at, a.id' : 'a.id desc')} limit ${limit}`.execute(db);
  return rows;
}

/** The entries of ledgers that these appeals are about, by the appeal; without those whose content is forgotten. */
export async function listEntriesOf(
  db: Db,
  appeals: readonly Pick<AppealRow, 'id' | 'enrolmentId' | 'entry'>[],
): Promise<Map<number, Content>> {
  const { rows } = await sql<{ id: number; content: string }>`
    select a.id, l.content from unnest(${appeals.map(({ id }) => id)}::bigint[],
      ${appeals.map(({ enrolmentId }) => enrolmentId)}::bigint[],
      ${appeals.map(({ entry }) => entry)}::int[]) as a (id, enrolment_id, number)
    join code_ledger l on l.enrolment_id = a.enrolment_id and l.number = a.number
    where l.content is not null`.execute(db);
  return new Map(rows.map(({ id, content }) => [id, JSON.parse(content)]));
}

export async function countAppeals(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
  now: Date,
): Promise<{ open: number; overdue: number }> {
  const { rows } = await sql<{ open: number; overdue: number }>`
    select count(*)::int as open, count(*) filter (where a.due_at <= ${now})::int as overdue
    from code_appeals a join places t on t.id = a.place_id
    where a.programme_id = ${programmeId} and a.state = 'open' and ${inSubtree('t.path', scope)}`.execute(
    db,
  );
  return rows[0] as { open: number; overdue: number };
}

/** One whose turn lies within the scope. */
export async function findAppeal(
  db: Db,
  scope: PlaceScope,
  id: number,
): Promise<AppealRow | undefined> {
  const { rows } = await sql<AppealRow>`
    select ${columns} from code_appeals a ${joins}
    where a.id = ${id} and ${inSubtree('t.path', scope)}`.execute(db);
  return rows[0];
}

/** Where an appeal stands that a scope was checked for; nobody else decides or moves it meanwhile. */
export async function lockAppeal(
  db: Db,
  id: number,
): Promise<{ state: AppealState; turnId: number } | undefined> {
  const { rows } = await sql<{ state: AppealState; turnId: number }>`
    select state, place_id as "turnId" from code_appeals where id = ${id} for no key update`.execute(
    db,
  );
  return rows[0];
}

export async function insertAppeal(
  db: Db,
  appeal: {
    enrolmentId: number;
    programmeId: number;
    entry: number;
    rule: string;
    causeKind: CauseKind;
    causeId: string;
    words: string;
    at: Date;
    placeId: number;
    dueAt: Date;
  },
): Promise<number> {
  const { enrolmentId, programmeId, entry, rule, causeKind, causeId, words } = appeal;
  const { rows } = await sql<{ id: number }>`
    insert into code_appeals (enrolment_id, programme_id, entry, rule, cause_kind, cause_id, words,
      written_at, place_id, due_at)
    values (${enrolmentId}, ${programmeId}, ${entry}, ${rule}, ${causeKind}, ${causeId}, ${words},
      ${appeal.at}, ${appeal.placeId}, ${appeal.dueAt})
    returning id`.execute(db);
  return rows[0]?.id ?? 0;
}

export async function countOfEntry(db: Db, enrolmentId: number, entry: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from code_appeals
    where enrolment_id = ${enrolmentId} and entry = ${entry}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function decideAppeal(
  db: Db,
  id: number,
  { state, by, at, answer }: { state: AppealState; by: string; at: Date; answer: string },
): Promise<void> {
  await sql`update code_appeals set state = ${state}, decided_by = ${by}::uuid, decided_at = ${at},
    answer = ${answer} where id = ${id}`.execute(db);
}

/** Open appeals against an order that has been lifted have what they ask for; answers which. */
export async function acceptAppealsAgainst(
  db: Db,
  enrolmentId: number,
  order: string,
  { by, at, answer }: { by: string; at: Date; answer: string },
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update code_appeals set state = 'accepted', decided_by = ${by}::uuid, decided_at = ${at},
      answer = ${answer}
    where enrolment_id = ${enrolmentId} and state = 'open' and cause_kind = 'order'
      and cause_id = ${order} returning id`.execute(db);
  return rows.map(({ id }) => id);
}

export type MovedAppeal = {
  id: number;
  level: number;
  programmeId: number;
  programmeVersion: number;
  personId: string;
  turnZh: string;
  turnEn: string;
};

/** Appeals past their date that have somebody above, held so that nobody else moves or decides them. */
export async function lockLateAppeals(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ id: number; programmeId: number; programmeVersion: number; parentId: number }[]> {
  const { rows } = await sql<{
    id: number;
    programmeId: number;
    programmeVersion: number;
    parentId: number;
  }>`
    select a.id, a.programme_id as "programmeId", pr.version as "programmeVersion",
      t.parent_id as "parentId"
    from code_appeals a join places t on t.id = a.place_id join programmes pr on pr.id = a.programme_id
    where a.state = 'open' and a.due_at <= ${now} and t.parent_id is not null
    order by a.due_at limit ${limit} for no key update of a skip locked`.execute(db);
  return rows;
}

/** Hands an appeal that is held to the organisation above. */
export async function moveAppeal(
  db: Db,
  id: number,
  placeId: number,
  dueAt: Date,
): Promise<MovedAppeal | undefined> {
  const { rows } = await sql<MovedAppeal>`
    with moved as (
      update code_appeals set place_id = ${placeId}, due_at = ${dueAt}, level = level + 1
      where id = ${id} returning *)
    select m.id, m.level, m.programme_id as "programmeId", pr.version as "programmeVersion",
      e.person_id as "personId", t.name_zh as "turnZh", t.name_en as "turnEn"
    from moved m join programmes pr on pr.id = m.programme_id
    join enrolments e on e.id = m.enrolment_id join places t on t.id = m.place_id`.execute(db);
  return rows[0];
}
