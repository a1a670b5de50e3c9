import { batched } from '../../platform/batch.ts';
import { type Platform, perPlatform } from '../../platform/platform.ts';
import { notFound, Problem } from '../../platform/problems.ts';
import type { Actor } from '../../platform/scope.ts';
import { listWork, type Work } from '../staff/public.ts';
import { screeningProblems } from './contract.ts';
import { isActive } from './rules.ts';

/** Somebody may be disabled at any moment, so each request asks; those of the same moment share one query. */
const works = perPlatform((platform) =>
  batched<{ personId: string; siteId: number }, { work: Work | undefined }>({
    run: async (asked) => (await listWork(platform.db, asked)).map((work) => ({ work })),
    maxItems: 256,
    maxInFlight: 2,
  }),
);

/** What somebody does at a site; undefined where they were never assigned to it. */
export async function workOf(
  platform: Platform,
  { personId }: Actor,
  siteId: number,
): Promise<Work | undefined> {
  return (await works(platform)({ personId, siteId })).work;
}

/** Throws `not_found` for whoever was never assigned to the site, and `site_not_active`. */
export async function requireActive(
  platform: Platform,
  actor: Actor,
  siteId: number,
): Promise<Work> {
  const work = await workOf(platform, actor, siteId);
  if (!work) throw notFound();
  if (!isActive(work)) throw new Problem(screeningProblems.site_not_active);
  return work;
}
