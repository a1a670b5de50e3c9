import { changedParts } from '../../../forms/identity-changes.ts';
import { identityOf, withIdentity } from '../../../forms/programme-identity.ts';
import { movedTo } from '../../../forms/template.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { type programmes, programmesProblems } from '../contract.ts';
import type { Programme } from '../model.ts';
import { requireDays } from '../programme/days.ts';
import { requireEmpty } from '../programme/groups.ts';
import { lockInForce } from '../programme/in-force.ts';
import { publishVersion } from '../programme/publish.ts';
import { baseOf, changedDays, contentOf, daysOf, requireIdentity, trimmed } from './rules.ts';

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
    const programme = await lockInForce(tx, known);
    const programmeId = programme.id;
    if (programme.version !== version) throw new Problem(programmesProblems.programme_changed);
    const before = contentOf(programme);
    const days = { ...daysOf(before), ...typedDays };
    requireDays(days);
    const former = identityOf(before);
    requireIdentity(identity, baseOf(before));
    await requireEmpty(tx, programme, identity.groups, 'identity.groups');
    const named = withIdentity(before, identity, before.declaration);
    const next = movedTo(named, days.startsOn, days.endsOn);
    const fields = changedParts(former, identityOf(next));
    const moved = changedDays(before, days);
    if (fields.length === 0 && Object.keys(moved).length === 0) return version;
    const published = await publishVersion(tx, programmeId, next);
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
