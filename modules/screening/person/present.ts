import type { BodyOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { type screening, screeningProblems } from '../contract.ts';
import { countLook } from '../look/limit.ts';
import { requireActive } from '../work.ts';
import { findPerson, programmesAt } from './find.ts';
import { findByEnrolment } from './queries.ts';

/** Somebody who stands in front of a scanner with their document. */
export type Present = { personId: string; realm: string; name: string };

type Identity = Extract<BodyOf<typeof screening.look>['way'], { identity: unknown }>['identity'];

/**
 * Whoever has this document, at a site where the scanner works; it counts as a look-up by number. Throws
 * `not_found` for a site of others, `site_not_active`, `look_ups_used_up` and `person_not_found`.
 */
export async function requirePresent(
  platform: Platform,
  actor: Actor,
  { siteId, identity }: { siteId: number; identity: Identity },
): Promise<Present> {
  const { path } = await requireActive(platform, actor, siteId);
  await countLook(platform, actor);
  const programmes = await programmesAt(platform, path);
  const found = await findPerson(
    platform,
    programmes,
    { identity },
    {
      ...{ at: platform.clock.now(), actor, siteId },
    },
  );
  const known = await findByEnrolment(platform.db, found.enrolmentId);
  if (!known) throw new Problem(screeningProblems.person_not_found);
  const { personId, name } = known;
  return { personId, name, realm: found.programme.realm };
}
