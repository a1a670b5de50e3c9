import type { Lang } from '../../../forms/definition.ts';
import type { Platform } from '../../../platform/platform.ts';
import { notFound } from '../../../platform/problems.ts';
import type { Actor, SelfScope } from '../../../platform/scope.ts';
import { printOwn } from '../../codes/public.ts';
import { takesPart } from '../../people/public.ts';
import { linksOf } from '../queries.ts';

/** A ward's code on paper, as long as the link stands and the ward takes part. The paper counts with the ward's document alone. */
export async function printForWard(
  platform: Platform,
  actor: Actor,
  { realm, personId }: SelfScope,
  { id, lang }: { id: string; lang: Lang },
): Promise<{ name: string; file: Buffer }> {
  const wardId = await platform.transaction(actor, async (tx) => {
    const links = await linksOf(tx.db, realm, personId);
    const link = links.find((each) => each.id === id && each.carerId === personId);
    if (!link || !(await takesPart(tx.db, link.wardId, realm, tx.now))) throw notFound();
    await tx.audit({
      ...{ action: 'family.printed', personId: link.wardId },
      details: { carerId: personId },
    });
    return link.wardId;
  });
  return printOwn(platform, { personId: wardId, realm }, lang);
}
