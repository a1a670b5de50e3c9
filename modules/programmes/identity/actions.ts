import { changedParts } from '../../../forms/identity-changes.ts';
import { identityOf, withIdentity } from '../../../forms/programme-identity.ts';
import { movedTo } from '../../../forms/template.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { lockRealm } from '../../people/public.ts';
import { type programmes, programmesProblems } from '../contract.ts';
import { followDays } from '../enrolment/follow-days.ts';
import { countByGroup } from '../enrolment/queries.ts';
import { hasOpenImport } from '../imports/queries.ts';
import type { Programme } from '../model.ts';
import { loadProgramme } from '../programme/cache.ts';
import { requireDays } from '../programme/days.ts';
import { publishVersion } from '../programme/publish.ts';
import { lockProgramme } from '../programme/queries.ts';
import {
  baseOf,
  changedDays,
  contentOf,
  daysOf,
  removedGroups,
  requireEmpty,
  requireIdentity,
  trimmed,
} from './rules.ts';

/**
 * Publishes the next version of a programme, with another identity or on other days, which whoever has none of
 * their own follows. Answers the version in force afterwards, which is the same one where nothing changed.
 * Throws `programme_changed` where it is not the version that the change rests on, and mistakes at their fields.
 */
export async function changeIdentity(
  platform: Platform,
  actor: Actor,
  known: Programme,
  { version, identity: typed, ...typedDays }: BodyOf<typeof programmes.changeIdentity>,
): Promise<number> {
  const identity = trimmed(typed);
  return platform.transaction(actor, async (tx) => {
    // Before the programme, as whoever enrols people does: in another order the two could wait for each other.
    await lockRealm(tx.db, known.realm);
    const programmeId = known.id;
    const current = getOrNotFound(await lockProgramme(tx.db, programmeId));
    if (current.version !== version) throw new Problem(programmesProblems.programme_changed);
    const programme = await loadProgramme(tx.db, programmeId, version);
    const before = contentOf(programme);
    const days = { ...daysOf(before), ...typedDays };
    requireDays(days);
    const former = identityOf(before);
    requireIdentity(identity, baseOf(before));
    const removed = removedGroups(former, identity);
    if (removed.length > 0) {
      requireEmpty(removed, former, {
        people: await countByGroup(tx.db, programmeId),
        hasOpenImport: await hasOpenImport(tx.db, programmeId),
      });
    }
    const named = withIdentity(before, identity, before.declaration);
    const next = movedTo(named, days.startsOn, days.endsOn);
    const fields = changedParts(former, identityOf(next));
    const moved = changedDays(before, days);
    const isMoved = Object.keys(moved).length > 0;
    if (fields.length === 0 && !isMoved) return version;
    const published = await publishVersion(tx, programmeId, next);
    if (isMoved) await followDays(tx, programme, published);
    await tx.audit({
      action: 'programme.changed',
      placeId: programme.placeId,
      details: {
        ...{ programmeId, version: published.version },
        ...(fields.length > 0 && { fields }),
        ...moved,
      },
    });
    return published.version;
  });
}
