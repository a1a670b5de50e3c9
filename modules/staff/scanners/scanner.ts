import type { ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, notFound } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { listMaskedIdentifiers, staffRealm } from '../../people/public.ts';
import { findIsOpen } from '../../places/public.ts';
import type { staff } from '../contract.ts';
import { acts } from './contract.ts';
import { findSiteOf } from './queries.ts';
import { lineBelow, refusalOf, replacementProblem, visibleTo } from './rules.ts';
import { serializeScanner } from './sites.ts';
import { seeSite } from './standing.ts';

/** A scanner at a site, with what the actor may do to them; the look is noted. */
export async function scannerFor(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  scannerId: number,
): Promise<ResponseOf<typeof staff.scanner>> {
  const { db, keys } = platform;
  const { id: siteId } = getOrNotFound(await findSiteOf(db, scope, scannerId));
  const { site, all, standing } = await seeSite(db, actor, scope, siteId);
  if (!visibleTo(standing, all).some(({ id }) => id === scannerId)) throw notFound();
  const scanner = getOrNotFound(all.find(({ id }) => id === scannerId));
  const { personId } = scanner;
  await platform.transaction(actor, (tx) =>
    tx.audit({ action: 'scanner.viewed', placeId: siteId, personId }),
  );
  const known = await listMaskedIdentifiers(db, keys, staffRealm, [personId]);
  const manages = (await platform.access.permissionsOf(db, actor)).includes('scanner.manage');
  const may = acts.filter((act) => manages && refusalOf(act, standing, scanner, all) === null);
  const nameOf = (id: number | null) => all.find((each) => each.id === id)?.name ?? null;
  const canReplace = ({ id }: { id: number }) => {
    const other = all.find((each) => each.id === id);
    return other && replacementProblem(standing, scanner, other, all) === null;
  };
  return {
    ...serializeScanner(scanner, all, await findIsOpen(db, siteId), actor.personId),
    ...{ siteId, siteZh: site.name_zh, siteEn: site.name_en },
    superior: nameOf(scanner.superiorId),
    identifiers: known.get(personId) ?? [],
    remark: scanner.remark,
    below: lineBelow(all, scannerId)
      .filter(({ id }) => id !== scannerId)
      .map(({ id }) => nameOf(id) ?? ''),
    may,
    replacements: may.includes('replace')
      ? all.filter(canReplace).map(({ id, name }) => ({ id, name }))
      : [],
  };
}
