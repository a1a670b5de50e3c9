import { isDeepStrictEqual } from 'node:util';
import { dayOf } from '../../../forms/days.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, notFound, Problem } from '../../../platform/problems.ts';
import { type Actor, staffRealm, type UnverifiedSession } from '../../../platform/scope.ts';
import { isHighFor, undoMeasurement, undoWindow } from '../../codes/public.ts';
import { cleanIdentifier, readShutOutProof } from '../../people/public.ts';
import { answersOf, isAnsweredAlike } from '../answers/actions.ts';
import type { NewAnswers } from '../answers/queries.ts';
import { type screening, screeningProblems } from '../contract.ts';
import { keptForDays } from '../rules.ts';
import { requireActive } from '../work.ts';
import { type Admitted, admitAny } from './admit.ts';
import { admitPlain } from './plain.ts';
import { findCheck, markUndone, type NewCheck } from './queries.ts';
import { storeCheck } from './store.ts';
import { phonePurpose } from './unverified-phone.ts';

type Body = BodyOf<typeof screening.check>;
type Recorded = ResponseOf<typeof screening.check>;

/** Records a check; the answer follows the commit. */
export async function recordCheck(
  platform: Platform,
  session: UnverifiedSession,
  body: Body,
): Promise<Recorded> {
  const now = platform.clock.now();
  const admitted =
    (await admitPlain(platform, session, body, now)) ??
    (await admitAny(platform, (await session.verify()).actor, body, now));
  return keepCheck(platform, { admitted, body, now });
}

/**
 * Records a check that waited on the phone of somebody who was shut out meanwhile, by the proof that their sign-in gave.
 * It has a conflict, so that it changes nobody's colour; nothing is told that the phone had not shown.
 */
export async function handInCheck(
  platform: Platform,
  { proof, check: body }: BodyOf<typeof screening.handIn>,
): Promise<Recorded> {
  const now = platform.clock.now();
  const handedInBy = whoHandsIn(readShutOutProof(platform, staffRealm, proof));
  const admitted = await admitAny(platform, handedInBy, body, now, { isHandedIn: true });
  const recorded = await keepCheck(platform, { admitted, body, now, handedInBy });
  return { ...recorded, colour: shownColour(body) };
}

/** For limits and the trail alone: there is no session, and the account may do nothing else. */
const whoHandsIn = (personId: string): Actor => ({
  ...{ kind: 'staff', app: 'field', personId, realm: staffRealm, mustFinish: true },
  sessionId: '00000000-0000-0000-0000-000000000000',
});

type Keeping = { admitted: Admitted; body: Body; now: Date; handedInBy?: Actor };

/** Stores a check that was admitted, and answers as the first time where it is stored already. */
async function keepCheck(
  platform: Platform,
  { admitted, body, now, handedInBy }: Keeping,
): Promise<Recorded> {
  const checkedAt = new Date(body.checkedAt);
  const { scannerId, way, enrolmentId, conflict, isLate, showing } = admitted;
  const { definition } = admitted.programme;
  const id = body.id.toLowerCase();
  const checked = { checkId: id, enrolmentId, programme: admitted.programme };
  const answers = body.answers
    ? await answersOf(platform, checked, body.answers, { at: checkedAt, isLate })
    : null;
  const high = definition.colours ? isHighFor(definition.colours, body.temperature) : false;
  const stored = await storeCheck(platform)({
    ...{ high, answers, handedInBy: handedInBy ?? null },
    check: {
      ...{ id, enrolment_id: enrolmentId, site_id: body.siteId },
      ...{ scanner_id: scannerId, way, checked_at: checkedAt, recorded_at: now },
      temperature: body.temperature,
      remark: body.remark?.trim() || null,
      shown: body.shown,
      // Looked up together with others, just before it is written.
      colour: 'grey',
      conflict,
      showing,
      unverified_phone: unverifiedPhone(platform, body),
      delete_on: dayOf(new Date(checkedAt.getTime() + keptForDays * 86_400_000), definition.zone),
    },
  });
  const recorded = stored.before ?? stored.check;
  if (stored.before) await mustBeSame(platform, stored.check, stored.before, answers);
  return {
    id: recorded.id,
    // What did not count tells nothing that its scanner had not seen.
    colour: recorded.conflict === null ? stored.colour : shownColour(body),
    ...{ high, conflict: recorded.conflict },
    undoUntil: new Date(recorded.recorded_at.getTime() + undoWindow).toISOString(),
  };
}

/** The phone that somebody gave without a network, for whoever looks at the check. */
function unverifiedPhone({ keys }: Platform, { id, way }: Body): Buffer | null {
  const typed = 'assisted' in way ? way.assisted.unverifiedPhone?.trim() : undefined;
  return typed ? keys.encrypt(phonePurpose(id), cleanIdentifier('phone', typed) ?? typed) : null;
}

const shownColour = ({ shown }: Body): Recorded['colour'] =>
  shown === 'unconfirmed' ? 'grey' : shown;

/** The answer was lost: the same check gets it again. Throws `check_id_reused` for any other under its id. */
async function mustBeSame(
  platform: Platform,
  sent: NewCheck,
  before: NewCheck,
  answers: NewAnswers | null,
): Promise<void> {
  const content = (each: NewCheck) => [
    ...[each.scanner_id, each.site_id, each.enrolment_id, each.way, each.temperature],
    ...[each.checked_at.getTime(), each.remark, each.shown],
  ];
  const isSame =
    isDeepStrictEqual(content(sent), content(before)) &&
    (await isAnsweredAlike(platform, before, answers));
  if (!isSame) throw new Problem(screeningProblems.check_id_reused);
}

/** Whether a check was recorded so lately that it can be undone. */
export const isStillUndoable = (recordedAt: Date, now: Date): boolean =>
  now.getTime() - recordedAt.getTime() <= undoWindow;

/** Undoes a check that its scanner mistyped. Throws `undo_too_late`, and `site_not_active` as for a check made now. */
export async function undoCheck(platform: Platform, actor: Actor, id: string): Promise<void> {
  const check = getOrNotFound(await findCheck(platform.db, id));
  if (check.scanner_id !== actor.personId) throw notFound();
  await requireActive(platform, actor, check.site_id);
  await platform.transaction(actor, async (tx) => {
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
