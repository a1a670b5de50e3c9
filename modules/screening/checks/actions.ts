import { dayOf } from '../../../forms/days.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, invalid, notFound, Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { isHighFor, undoMeasurement, undoWindow } from '../../codes/public.ts';
import { type screening, screeningProblems } from '../contract.ts';
import { findForCheck } from '../look/limit.ts';
import { findPerson, notAccepted, programmesAt } from '../person/find.ts';
import {
  admission,
  type Conflict,
  isTemperature,
  keptForDays,
  takenForDays,
  timeProblem,
} from '../rules.ts';
import { workOf } from '../work.ts';
import { findCheck, markUndone, type NewCheck } from './queries.ts';
import { storeCheck } from './store.ts';

type Body = BodyOf<typeof screening.check>;
type Recorded = ResponseOf<typeof screening.check>;

/**
 * Records a check. Whoever could not make it now may still send what they made before, without a network: the record is
 * kept, and says what was not as it should be.
 */
export async function recordCheck(platform: Platform, actor: Actor, body: Body): Promise<Recorded> {
  const now = platform.clock.now();
  const checkedAt = requireTime(new Date(body.checkedAt), now);
  if (!isTemperature(body.temperature)) {
    throw invalid({ path: 'temperature', code: 'too_many_decimals', params: { max: 1 } });
  }
  const work = await workOf(platform, actor, body.siteId);
  const admitted = admission(work, { checkedAt, now });
  if (admitted === 'not_found') throw notFound();
  if (typeof admitted === 'string') throw new Problem(screeningProblems[admitted]);
  const programmes = await programmesAt(platform, work?.path ?? '');
  const find = () => findPerson(platform, programmes, body.way, checkedAt);
  const isTyped = !('code' in body.way);
  const found = await (isTyped ? findForCheck(platform, actor, find) : find());
  // A code that was good to the scanner's phone, which knew less: the person was there, and was measured.
  if (found.problem && !isLate(checkedAt, now)) throw notAccepted(found.problem);
  const conflict: Conflict | null = admitted.conflict ?? (found.problem ? 'code_refused' : null);
  const { definition } = found.programme;
  const high = definition.colours ? isHighFor(definition.colours, body.temperature) : false;
  const stored = await storeCheck(platform)({
    high,
    check: {
      ...{ id: body.id.toLowerCase(), enrolment_id: found.enrolmentId, site_id: body.siteId },
      ...{ scanner_id: actor.personId, way: found.way, checked_at: checkedAt, recorded_at: now },
      temperature: body.temperature,
      remark: body.remark?.trim() || null,
      shown: body.shown,
      // Looked up together with others, just before it is written.
      colour: 'grey',
      conflict,
      delete_on: dayOf(new Date(checkedAt.getTime() + keptForDays * 86_400_000), definition.zone),
    },
  });
  if ('before' in stored) return sentAgain(platform, stored, body, actor);
  return answer(stored.colour, { id: body.id, high, conflict, recordedAt: now });
}

const isLate = (checkedAt: Date, now: Date) => now.getTime() - checkedAt.getTime() > 120_000;

function requireTime(checkedAt: Date, now: Date): Date {
  const problem = timeProblem(checkedAt, now);
  if (problem) throw new Problem(screeningProblems[problem], { params: { days: takenForDays } });
  return checkedAt;
}

type Answered = Pick<Recorded, 'id' | 'high' | 'conflict'> & { recordedAt: Date };

const answer = (colour: Recorded['colour'], { recordedAt, ...rest }: Answered): Recorded => ({
  ...rest,
  colour,
  undoUntil: new Date(recordedAt.getTime() + undoWindow).toISOString(),
});

/** The answer was lost: the same check gets it again. Another one under the same id is refused. */
function sentAgain(
  _platform: Platform,
  { before, colour, high }: { before: NewCheck; colour: Recorded['colour']; high: boolean },
  body: Body,
  actor: Actor,
): Recorded {
  const isSame =
    before.scanner_id === actor.personId &&
    before.site_id === body.siteId &&
    before.temperature === body.temperature &&
    before.checked_at.getTime() === Date.parse(body.checkedAt);
  if (!isSame) throw new Problem(screeningProblems.check_id_reused);
  const { id, conflict, recorded_at: recordedAt } = before;
  return answer(colour, { id, high, conflict, recordedAt });
}

/** Undoes a check that its scanner mistyped. Throws `undo_too_late`. */
export async function undoCheck(platform: Platform, actor: Actor, id: string): Promise<void> {
  await platform.transaction(actor, async (tx) => {
    const check = getOrNotFound(await findCheck(tx.db, id));
    if (check.scanner_id !== actor.personId) throw notFound();
    if (tx.now.getTime() - check.recorded_at.getTime() > undoWindow) {
      const params = { minutes: undoWindow / 60_000 };
      throw new Problem(screeningProblems.undo_too_late, { params });
    }
    // Done twice it is done.
    if (!(await markUndone(tx.db, id, tx.now))) return;
    await undoMeasurement(tx, {
      ...{ enrolmentId: check.enrolment_id, id, byId: actor.personId, placeId: check.site_id },
    });
    await tx.audit({ action: 'check.undone', placeId: check.site_id, details: { id } });
  });
}
