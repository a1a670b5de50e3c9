import { commonProblems } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/database.ts';
import type { Tx } from '../../../platform/platform.ts';
import { getOrNotFound, notFound, Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { findIsOpen, findPlace, lockPlace, type PlaceRow } from '../../places/public.ts';
import { listScannersOf, pathsAnsweredFor, type SiteScanner } from './queries.ts';
import { isDisabled, type Standing } from './rules.ts';

/** A site with its scanners, and as what the actor deals with them. */
export type SiteSeen = { site: PlaceRow; all: SiteScanner[]; standing: Standing };

/** The site as it is shown. Throws `not_found` where the scope does not reach. */
export async function seeSite(
  db: Db,
  actor: Actor,
  scope: PlaceScope,
  siteId: number,
): Promise<SiteSeen> {
  const site = mustBeSite(await findPlace(db, scope, siteId));
  const all = await listScannersOf(db, scope, siteId);
  const standing = standingOf(actor, await pathsAnsweredFor(db, scope), site, all);
  return { site, all, standing };
}

/**
 * The site for a change of its scanners: nobody else changes them until the transaction ends. Whoever was
 * disabled while this waited may not go on.
 */
export async function holdSite(
  tx: Tx,
  actor: Actor,
  scope: PlaceScope,
  siteId: number,
): Promise<SiteSeen> {
  const site = mustBeSite(await lockPlace(tx.db, scope, siteId));
  const all = await listScannersOf(tx.db, scope, siteId);
  const standing = standingOf(actor, await pathsAnsweredFor(tx.db, scope), site, all);
  const { above, own } = standing;
  if (!above && !own) throw notFound();
  const works = own && !isDisabled(all, own.id) && (await findIsOpen(tx.db, site.id));
  if (!above && !works) throw new Problem(commonProblems.forbidden);
  return { site, all, standing };
}

function mustBeSite(place: PlaceRow | undefined): PlaceRow {
  const site = getOrNotFound(place);
  if (site.kind !== 'site') throw notFound();
  return site;
}

/**
 * Whoever holds the permission above the site answers for it; so does who holds it on the site by another
 * role than a scanner's. An intermediate scanner of a site around it does not.
 */
function standingOf(
  { personId }: Actor,
  paths: readonly string[],
  { path }: PlaceRow,
  all: SiteScanner[],
): Standing {
  const own = all.find((each) => each.personId === personId);
  const above = paths.some((prefix) => path.startsWith(prefix) && !(own && path === prefix));
  return { above, own };
}
