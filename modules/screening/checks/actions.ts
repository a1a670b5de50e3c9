import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { dayOf } from '../../../forms/days.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, invalid, notFound, Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import {
  isHighFor,
  type PresentedProblem,
  undoMeasurement,
  undoWindow,
} from '../../codes/public.ts';
import { cleanIdentifier } from '../../people/public.ts';
import { findOrRegister } from '../assisted/actions.ts';
import { type screening, screeningProblems } from '../contract.ts';
import { countLook } from '../look/limit.ts';
import { type Found, findPerson, notAccepted, programmesAt } from '../person/find.ts';
import { isOwnEnrolment } from '../person/own.ts';
import {
  admission,
  type Conflict,
  isMadeNow,
  isTemperature,
  keptForDays,
  takenForDays,
  timeProblem,
} from '../rules.ts';
import { workOf } from '../work.ts';
import { findCheck, markUndone, type NewCheck } from './queries.ts';
import { storeCheck } from './store.ts';
import { phonePurpose } from './unverified-phone.ts';

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
  // Whatever is typed counts: nobody goes through a list of numbers, by looks or by checks.
  if (!('code' in body.way)) await countLook(platform, actor);
  const { way, siteId } = body;
  const found =
    'assisted' in way
      ? await findOrRegister(platform, actor, {
          ...{ siteId, programmes, assisted: way.assisted, at: checkedAt },
        })
      : await findPerson(platform, programmes, way, { at: checkedAt, actor, siteId });
  // A code that was good to the scanner's phone, which knew less: the person was there, and was measured.
  const isLate = !isMadeNow(checkedAt, now);
  if (found.problem && !mayNotHaveKnown(found.problem) && !isLate) {
    throw notAccepted(found.problem);
  }
  const conflict = admitted.conflict ?? conflictOf(found);
  if (await isOwnEnrolment(platform)(actor.personId, found.enrolmentId)) {
    throw new Problem(screeningProblems.own_check);
  }
  if (found.personId) await noteTyped(platform, actor, body, found);
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
      code_hash: codeHash(way, isLate),
      unverified_phone: unverifiedPhone(platform, body),
      delete_on: dayOf(new Date(checkedAt.getTime() + keptForDays * 86_400_000), definition.zone),
    },
  });
  const recorded = stored.before ? sameAs(stored.check, stored.before) : stored.check;
  return {
    id: recorded.id,
    // What did not count tells nothing that its scanner had not seen.
    colour: recorded.conflict === null ? stored.colour : shownColour(body),
    ...{ high, conflict: recorded.conflict },
    undoUntil: new Date(recorded.recorded_at.getTime() + undoWindow).toISOString(),
  };
}

function conflictOf({ problem, nameDiffers }: Found): Conflict | null {
  if (problem) return 'code_refused';
  return nameDiffers ? 'name_differs' : null;
}

/** Whoever is found by what was typed is in the audit trail, also where nobody was looked up before. */
async function noteTyped(
  platform: Platform,
  actor: Actor,
  { id, siteId }: Body,
  { way, personId }: Found,
): Promise<void> {
  const details = { way, check: id };
  await platform.transaction(actor, (tx) =>
    tx.audit({ action: 'check.looked_up', placeId: siteId, personId: personId ?? null, details }),
  );
}

/** Of a late check: an old picture of a code serves for no more than one. */
function codeHash(way: Body['way'], isLate: boolean): Buffer | null {
  if (!isLate || !('code' in way)) return null;
  return createHash('sha256').update(way.code).digest().subarray(0, 16);
}

/** The phone that somebody gave without a network, for whoever looks at the check. */
function unverifiedPhone({ keys }: Platform, { id, way }: Body): Buffer | null {
  const typed = 'assisted' in way ? way.assisted.unverifiedPhone?.trim() : undefined;
  return typed ? keys.encrypt(phonePurpose(id), cleanIdentifier('phone', typed) ?? typed) : null;
}

/** What was revoked or recalled since a phone last heard of it. */
const mayNotHaveKnown = (problem: PresentedProblem) =>
  problem === 'revoked' || problem === 'recalled';

function requireTime(checkedAt: Date, now: Date): Date {
  const problem = timeProblem(checkedAt, now);
  if (problem) throw new Problem(screeningProblems[problem], { params: { days: takenForDays } });
  return checkedAt;
}

const shownColour = ({ shown }: Body): Recorded['colour'] =>
  shown === 'unconfirmed' ? 'grey' : shown;

/** The answer was lost: the same check gets it again. Throws `check_id_reused` for any other under its id. */
function sameAs(sent: NewCheck, before: NewCheck): NewCheck {
  const content = (each: NewCheck) => [
    ...[each.scanner_id, each.site_id, each.enrolment_id, each.way, each.temperature],
    ...[each.checked_at.getTime(), each.remark, each.shown],
  ];
  if (!isDeepStrictEqual(content(sent), content(before))) {
    throw new Problem(screeningProblems.check_id_reused);
  }
  return before;
}

/** Whether a check was recorded so lately that it can be undone. */
export const isStillUndoable = (recordedAt: Date, now: Date): boolean =>
  now.getTime() - recordedAt.getTime() <= undoWindow;

/** Undoes a check that its scanner mistyped. Throws `undo_too_late`. */
export async function undoCheck(platform: Platform, actor: Actor, id: string): Promise<void> {
  await platform.transaction(actor, async (tx) => {
    const check = getOrNotFound(await findCheck(tx.db, id));
    if (check.scanner_id !== actor.personId) throw notFound();
    if (!isStillUndoable(check.recorded_at, tx.now)) {
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
