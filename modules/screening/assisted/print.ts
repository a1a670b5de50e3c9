import type { Lang } from '../../../forms/definition.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, notFound } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { printOwn } from '../../codes/public.ts';
import { activatedApps } from '../../people/public.ts';
import { requireActive } from '../work.ts';
import { findRegistered } from './queries.ts';

/** So long after somebody was registered and measured, the scanner may hand out their code on paper. */
const printableFor = 3_600_000;

/**
 * The code on paper of somebody whom the scanner has registered by their document within the hour, and who has no account
 * yet. Anybody else's is printed by themselves, or by staff who may do so. Throws `not_found`.
 */
export async function printRegistered(
  platform: Platform,
  actor: Actor,
  { id, lang }: { id: string; lang: Lang },
): Promise<{ name: string; file: Buffer }> {
  const since = new Date(platform.clock.now().getTime() - printableFor);
  const scannerId = actor.personId;
  const found = getOrNotFound(await findRegistered(platform.db, { id, scannerId, since }));
  const { siteId, personId, realm } = found;
  await requireActive(platform, actor, siteId);
  if ((await activatedApps(platform.db, realm, [personId])).size > 0) throw notFound();
  await platform.transaction(actor, (tx) =>
    tx.audit({
      ...{ action: 'code.printed', placeId: siteId, personId },
      details: { way: 'assisted', check: id },
    }),
  );
  return printOwn(platform, { personId, realm }, lang);
}
