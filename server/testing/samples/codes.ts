import { codes } from '../../../modules/codes/contract.ts';
import type { Programme } from '../../../modules/programmes/public.ts';
import type { Cast } from '../cast.ts';
import type { Reporter } from '../expedition.ts';
import type { Kit } from '../kit.ts';
import { type Context, reaches } from './context.ts';

/** What the routes of codes are tried with. */
export async function addCodes(context: Context) {
  const { kit, cast, programme, person, add } = context;
  const { whole, part, unit } = reaches(context);
  const { enrolmentId } = person.person;
  add(codes.mine, 'anybody', {});
  add(codes.person, unit, { params: { enrolmentId }, query: {} });
  add(codes.people, part, { body: { programmeId: programme.id, colour: 'grey' } });
  add(codes.orders, part, { body: { programmeId: programme.id } });
  add(codes.orderCount, part, { query: { programmeId: programme.id } });
  const why = { reason: 'Seen', evidence: 'Record 7' };
  add(codes.proposeOrder, unit, { body: { enrolmentId, rule: 'none', ...why } });
  const order = { params: { id: await orderOf(kit, cast, person) } };
  add(codes.proposeEnd, unit, { ...order, body: why });
  add(codes.approveOrder, unit, order);
  add(codes.refuseOrder, unit, { ...order, body: { note: 'No such record' } });
  add(codes.withdrawOrder, unit, order);
  const appeal = {
    params: { id: await appealOf(kit, person) },
    body: { answer: 'Measured again' },
  };
  add(codes.appeals, part, { body: { programmeId: programme.id } });
  add(codes.appealCount, part, { query: { programmeId: programme.id } });
  add(codes.acceptAppeal, unit, appeal);
  add(codes.refuseAppeal, unit, appeal);

  const rehearsal = { params: { id: await rehearsalIn(kit, cast, programme) } };
  const programmeId = programme.id;
  add(codes.rehearsal, part, { query: { programmeId } });
  const draft = { draftId: 1, revision: 1, at: 'now' as const };
  add(codes.startRehearsal, whole, { body: { programmeId, ...draft } });
  add(codes.cancelRehearsal, whole, rehearsal);
  const cell = { from: 'green' as const, to: 'yellow' as const };
  add(codes.rehearsalPeople, part, { ...rehearsal, body: cell });

  add(codes.printed, unit, { params: { enrolmentId }, query: { lang: 'en' } });
  add(codes.revokePrinted, unit, { params: { enrolmentId }, body: { reason: 'A sample' } });
  add(codes.ownPrinted, 'anybody', { query: { lang: 'en' } });
  add(codes.recall, whole, { body: { programmeId: programme.id, reason: 'A sample' } });
}

/** A rehearsal of a draft that is gone. */
async function rehearsalIn(kit: Kit, cast: Cast, { id }: Programme): Promise<number> {
  const { rows } = await kit.database.pool.query<{ id: string }>(
    `insert into colour_rehearsals (programme_id, draft_id, revision, from_version, rules, moment,
       started_by, started_at, state, total, worked_at)
     values ($1, 1, 1, 1, '{"rules": []}', $3, $2, $3, 'working', 0, $3) returning id`,
    [id, cast.otto.personId, kit.clock.now()],
  );
  return Number(rows[0]?.id);
}

/** Something that waits for approval, in a programme that has no such rule. */
async function orderOf(kit: Kit, cast: Cast, { person }: Reporter): Promise<string> {
  const { rows } = await kit.database.pool.query<{ id: string }>(
    `insert into code_orders (id, enrolment_id, programme_id, rule, place_id, reason, evidence,
       proposed_by, proposed_at)
     select gen_random_uuid(), e.id, e.programme_id, 'none', e.place_id, 'Seen', 'Record 7', $2, $3
     from enrolments e where e.id = $1 returning id`,
    [person.enrolmentId, cast.otto.personId, kit.clock.now()],
  );
  return rows[0]?.id ?? '';
}

/** Somebody's appeal, in a programme that gives no colours; its ledger has one entry for it. */
async function appealOf(kit: Kit, { person }: Reporter): Promise<number> {
  const { rows } = await kit.database.pool.query<{ id: number }>(
    `with state as (
       insert into code_states (enrolment_id, programme_id, programme_version, facts, last, timeline,
         quiet, evaluated_at, entries, head, seal)
       select e.id, e.programme_id, 1, '{"causes": [], "measured": []}', '{}', '[]', false, $2, 0, '', '' from enrolments e
       where e.id = $1 returning enrolment_id
     ), entry as (
       insert into code_ledger (enrolment_id, number, recorded_at, commitment, hash)
       select enrolment_id, 1, $2, '', '' from state returning enrolment_id, number
     )
     insert into code_appeals (enrolment_id, programme_id, entry, rule, cause_kind, cause_id, words,
       written_at, place_id, due_at)
     select e.id, e.programme_id, n.number, 'none', 'report', 'none', 'No', $2, e.place_id, $2
     from entry n join enrolments e on e.id = n.enrolment_id returning id`,
    [person.enrolmentId, kit.clock.now()],
  );
  return rows[0]?.id ?? 0;
}
