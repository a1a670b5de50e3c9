import { dayOf } from '../../../forms/days.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import type { StoredFile } from '../../../platform/files.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, notFound } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { activatedApps } from '../../people/public.ts';
import { placementsOf, programmeAt, withIdentifiers } from '../../programmes/public.ts';
import { alertsOfPerson } from '../alerts/reads.ts';
import type { reports } from '../contract.ts';
import { maskValues } from '../encryption.ts';
import { listReports } from '../participant/queries.ts';
import { serializeReports, situationOf } from '../participant/reads.ts';
import { calendarOf, calendarSpan, overviewOf } from '../participant/rules.ts';
import { isPhotoOf } from '../photos/rules.ts';
import { findPerson } from './queries.ts';

/** One person with every report and its versions. That somebody looked stands in the audit trail first. */
export async function viewPerson(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  enrolmentId: number,
): Promise<ResponseOf<typeof reports.person>> {
  const facts = getOrNotFound(await findPerson(platform.db, scope, enrolmentId));
  const { personId, placeId, programmeId } = facts;
  await platform.transaction(actor, (tx) =>
    tx.audit({ action: 'person.viewed', personId, placeId, details: { programmeId } }),
  );
  const programme = await programmeAt(platform, programmeId, facts.programmeVersion);
  const now = platform.clock.now();
  const placements = await placementsOf(platform, programmeId);
  const who = { facts, programme, placements, now, today: dayOf(now, programme.definition.zone) };
  const [situation, rows, activated, [known], alerts] = await Promise.all([
    situationOf(platform, who),
    listReports(platform.db, enrolmentId, { all: true }),
    activatedApps(platform.db, programme.realm, [personId]),
    withIdentifiers(platform, programme, [facts]),
    alertsOfPerson(platform, enrolmentId),
  ]);
  const span = calendarSpan(situation);
  return {
    person: {
      ...facts,
      identifiers: known?.identifiers ?? [],
      activated: activated.get(personId) ?? [],
    },
    overview: overviewOf(situation),
    days: span ? calendarOf(situation, span.from, span.to) : [],
    alerts,
    ...(await serializeReports(platform, rows, personId, maskValues)),
  };
}

/** A photo of a person's report; each look stands in the audit trail. */
export async function viewPhoto(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { enrolmentId, id }: { enrolmentId: number; id: string },
): Promise<StoredFile> {
  const { personId, placeId } = getOrNotFound(await findPerson(platform.db, scope, enrolmentId));
  const file = await platform.files.get(platform.db, id);
  if (!isPhotoOf(file, enrolmentId)) throw notFound();
  await platform.transaction(actor, (tx) =>
    tx.audit({ action: 'photo.viewed', personId, placeId, details: { fileId: id } }),
  );
  return file;
}
