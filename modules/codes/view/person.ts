import type { ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { programmeAt, withIdentifiers } from '../../programmes/public.ts';
import type { codes } from '../contract.ts';
import { currentOf, historyOf } from './history.ts';
import { findPerson } from './queries-person.ts';

/** One person's code with its ledger. That somebody looked stands in the audit trail first. */
export async function viewCode(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { enrolmentId, after }: { enrolmentId: number; after?: number | undefined },
): Promise<ResponseOf<typeof codes.person>> {
  const facts = getOrNotFound(await findPerson(platform.db, scope, enrolmentId));
  const { personId, placeId, programmeId, programmeVersion, ...line } = facts;
  const details = { programmeId };
  await platform.transaction(actor, (tx) =>
    tx.audit({ action: 'code.viewed', personId, placeId, details }),
  );
  const programme = await programmeAt(platform, programmeId, programmeVersion);
  const [[known], current, history] = await Promise.all([
    withIdentifiers(platform, programme, [facts]),
    currentOf(platform, { enrolmentId, programmeId, programmeVersion }),
    historyOf(platform, { enrolmentId, personId }, after),
  ]);
  const identifiers = known?.identifiers ?? [];
  return { person: { ...line, enrolmentId, personId, placeId, identifiers }, current, ...history };
}
