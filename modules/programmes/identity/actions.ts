import { changedParts } from '../../../forms/identity-changes.ts';
import { identityOf, withIdentity } from '../../../forms/programme-identity.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { type programmes, programmesProblems } from '../contract.ts';
import { countByGroup } from '../enrolment/queries.ts';
import { hasOpenImport } from '../imports/queries.ts';
import { loadProgramme } from '../programme/cache.ts';
import { publishVersion } from '../programme/publish.ts';
import { lockProgramme } from '../programme/queries.ts';
import {
  baseOf,
  contentOf,
  removedGroups,
  requireEmpty,
  requireIdentity,
  trimmed,
} from './rules.ts';

/**
 * Publishes the next version of a programme, with another identity. Answers the version in force
 * afterwards, which is the same one where nothing changed. Throws `programme_changed` where it is not the
 * version that the change rests on, and mistakes at their fields.
 */
export async function changeIdentity(
  platform: Platform,
  actor: Actor,
  programmeId: number,
  { version, identity: typed }: BodyOf<typeof programmes.changeIdentity>,
): Promise<number> {
  const identity = trimmed(typed);
  return platform.transaction(actor, async (tx) => {
    const current = getOrNotFound(await lockProgramme(tx.db, programmeId));
    if (current.version !== version) throw new Problem(programmesProblems.programme_changed);
    const programme = await loadProgramme(tx.db, programmeId, version);
    const before = contentOf(programme);
    const former = identityOf(before);
    requireIdentity(identity, baseOf(before));
    const removed = removedGroups(former, identity);
    if (removed.length > 0) {
      requireEmpty(removed, former, {
        people: await countByGroup(tx.db, programmeId),
        hasOpenImport: await hasOpenImport(tx.db, programmeId),
      });
    }
    const next = withIdentity(before, identity, before.declaration);
    const fields = changedParts(former, identityOf(next));
    if (fields.length === 0) return version;
    const published = await publishVersion(tx, programmeId, next);
    await tx.audit({
      action: 'programme.changed',
      placeId: programme.placeId,
      details: { programmeId, version: published.version, fields },
    });
    return published.version;
  });
}
