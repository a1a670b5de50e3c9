import type { BodyOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { invalid, notFound, Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import type { PresentedProblem } from '../../codes/public.ts';
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
  takenForDays,
  timeProblem,
} from '../rules.ts';
import { workOf } from '../work.ts';
import { isShowingUsed } from './queries.ts';
import { showingOf } from './showing.ts';

type Body = BodyOf<typeof screening.check>;

/** Who checks whom, and what was not as it should be. */
export type Admitted = Pick<Found, 'way' | 'enrolmentId' | 'programme'> & {
  scannerId: string;
  conflict: Conflict | null;
  /** Made a while ago, without a network. */
  isLate: boolean;
  /** The code at the moment at which it was shown; null where there was none. */
  showing: Buffer | null;
};

/**
 * Whoever could not make a check now may still send what they made before, without a network: the record is kept, and
 * says what was not as it should be. Who was shut out hands it in.
 */
export async function admitAny(
  platform: Platform,
  actor: Actor,
  body: Body,
  now: Date,
  { isHandedIn = false } = {},
): Promise<Admitted> {
  const checkedAt = requireTime(new Date(body.checkedAt), now);
  if (!isTemperature(body.temperature)) {
    throw invalid({ path: 'temperature', code: 'too_many_decimals', params: { max: 1 } });
  }
  const work = await workOf(platform, actor, body.siteId);
  const admitted = admission(work, { checkedAt, now, isHandedIn });
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
  const isLate = isHandedIn || !isMadeNow(checkedAt, now);
  if (found.problem && !mayNotHaveKnown(found.problem) && !isLate) {
    throw notAccepted(found.problem);
  }
  const conflict = admitted.conflict ?? conflictOf(found);
  if (await isOwnEnrolment(platform)(actor.personId, found.enrolmentId)) {
    throw new Problem(screeningProblems.own_check);
  }
  const showing = showingOf(way);
  const check = { id: body.id, enrolmentId: found.enrolmentId, scannerId: actor.personId };
  // What is made now is stored by the time at which anything made with the same picture could come late.
  if (isLate && showing && (await isShowingUsed(platform.db, check, showing))) {
    throw new Problem(screeningProblems.code_used);
  }
  if (found.personId) await noteTyped(platform, actor, body, found);
  return { ...found, scannerId: actor.personId, conflict, isLate, showing };
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

/** What was revoked or recalled since a phone last heard of it. */
const mayNotHaveKnown = (problem: PresentedProblem) =>
  problem === 'revoked' || problem === 'recalled';

function requireTime(checkedAt: Date, now: Date): Date {
  const problem = timeProblem(checkedAt, now);
  if (problem) throw new Problem(screeningProblems[problem], { params: { days: takenForDays } });
  return checkedAt;
}
