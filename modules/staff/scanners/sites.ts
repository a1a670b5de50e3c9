import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, invalid, notFound } from '../../../platform/problems.ts';
import type { Actor, PlaceScope, SelfScope } from '../../../platform/scope.ts';
import { lockUser, staffRealm } from '../../people/public.ts';
import { addPlace, changePlaceIn, findPlace, setPlaceDisabledIn } from '../../places/public.ts';
import type { staff } from '../contract.ts';
import { levelOfRole } from './contract.ts';
import type { SiteScanner } from './queries.ts';
import {
  findSite,
  findSiteEffect,
  listOwnSites,
  listSites,
  type SiteRow,
  updateReporting,
} from './queries-sites.ts';
import { isDisabled, levelsToAdd, type Scanner, visibleTo } from './rules.ts';
import { seeSite } from './standing.ts';

const serializeSite = (row: SiteRow) => ({
  id: row.id,
  nameZh: row.name_zh,
  nameEn: row.name_en,
  parentZh: row.parent_zh,
  parentEn: row.parent_en,
  address: row.address,
  disabled: row.disabled,
  open: row.open,
  level: row.role && levelOfRole(row.role),
  scanners: row.scanners,
});

export async function listSitesOf(
  { db }: Platform,
  scope: PlaceScope,
  { after, limit = 50, text }: BodyOf<typeof staff.sites>,
): Promise<ResponseOf<typeof staff.sites>> {
  const [last] = keyAfter(after, 'number') ?? [];
  const wanted = text?.trim() || undefined;
  const rows = await listSites(db, scope, { text: wanted, after: last, limit: limit + 1 });
  return pageOf(rows, limit, serializeSite, ({ id }) => [id]);
}

/** A site with those of its scanners whom the actor sees, and what the actor may do there. */
export async function siteFor(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  siteId: number,
): Promise<ResponseOf<typeof staff.site>> {
  const { db } = platform;
  const { site, all, standing } = await seeSite(db, actor, scope, siteId);
  const row = getOrNotFound(await findSite(db, scope, siteId));
  const permissions = await platform.access.permissionsOf(db, actor);
  const changes = permissions.includes('site.manage');
  const manages = permissions.includes('scanner.manage');
  return {
    ...serializeSite(row),
    regionCode: row.region_code,
    remark: row.remark,
    people: visibleTo(standing, all).map((each) =>
      serializeScanner(each as SiteScanner, all, row.open, actor.personId),
    ),
    adds: manages ? levelsToAdd(standing) : [],
    mayChange: changes,
    maySwitch: changes && !scope.paths.includes(site.path),
  };
}

/** A scanner as lists show them. */
export function serializeScanner(
  scanner: SiteScanner,
  all: Scanner[],
  isSiteOpen: boolean,
  readerId: string,
) {
  const { id, name, level, superiorId, activated } = scanner;
  return {
    ...{ id, name, level, superiorId, activated },
    isOneself: scanner.personId === readerId,
    disabled: {
      self: scanner.selfDisabled,
      line: isDisabled(
        all.map((each) => ({ ...each, selfDisabled: false })),
        id,
      ),
      ownLine: scanner.lineDisabled,
      site: !isSiteOpen,
      account: scanner.closed,
    },
  };
}

export function addSite(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { parentId, nameZh: zh, nameEn: en, ...details }: BodyOf<typeof staff.addSite>,
): Promise<{ id: number }> {
  return platform.transaction(actor, async (tx) => {
    const parent = getOrNotFound(await findPlace(tx.db, scope, parentId));
    if (parent.kind === 'region') throw invalid({ path: 'parentId', code: 'site_in_region' });
    const { id } = await addPlace(tx, { parentId, kind: 'site', zh, en, ...details });
    return { id };
  });
}

export function changeSite(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  siteId: number,
  body: BodyOf<typeof staff.changeSite>,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    await mustBeSite(tx.db, scope, siteId);
    await changePlaceIn(tx, scope, siteId, body);
  });
}

export function switchSite(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  siteId: number,
  disabled: boolean,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    await mustBeSite(tx.db, scope, siteId);
    await setPlaceDisabledIn(tx, scope, siteId, disabled);
  });
}

export async function effectOfSite(
  { db }: Platform,
  scope: PlaceScope,
  siteId: number,
): Promise<ResponseOf<typeof staff.siteEffect>> {
  const { path } = await mustBeSite(db, scope, siteId);
  return findSiteEffect(db, path);
}

async function mustBeSite(db: Platform['db'], scope: PlaceScope, siteId: number) {
  const place = getOrNotFound(await findPlace(db, scope, siteId));
  if (place.kind !== 'site') throw notFound();
  return place;
}

export async function sitesOfOneself(
  { db }: Platform,
  self: SelfScope,
): Promise<ResponseOf<typeof staff.mySites>> {
  const rows = await listOwnSites(db, self);
  return rows.map((row) => ({
    id: row.id,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    parentId: row.parent_id,
    parentZh: row.parent_zh,
    parentEn: row.parent_en,
    level: levelOfRole(row.role),
    active: row.active,
    reports: row.reports,
    current: row.is_current,
  }));
}

/** Remembers for which sites somebody reports; those where they cannot work now may be ticked no more. */
export function reportFor(
  platform: Platform,
  actor: Actor,
  self: SelfScope,
  { siteIds, currentId }: BodyOf<typeof staff.reportFor>,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    // Two devices of one person: one choice after the other.
    await lockUser(tx, actor.personId, staffRealm);
    const own = await listOwnSites(tx.db, self);
    const active = new Set(own.filter((each) => each.active).map(({ id }) => id));
    const strange = siteIds.findIndex((id) => !active.has(id));
    if (strange >= 0) throw invalid({ path: `siteIds.${strange}`, code: 'site_not_yours' });
    if (!siteIds.includes(currentId)) throw invalid({ path: 'currentId', code: 'site_not_yours' });
    await updateReporting(tx.db, self, siteIds, currentId);
  });
}
