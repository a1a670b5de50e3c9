import { maskName } from '../../../credential/masked-name.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { SelfScope } from '../../../platform/scope.ts';
import { namesOf } from '../../people/public.ts';
import type { family } from '../contract.ts';
import { linksOf, type RequestRow, requestsBy, requestsOf } from '../queries.ts';

/** All that somebody has to do with family. */
export async function mineOf(
  { db, clock }: Platform,
  { realm, personId }: SelfScope,
): Promise<ResponseOf<typeof family.mine>> {
  const now = clock.now();
  const [links, incoming, outgoing] = await Promise.all([
    linksOf(db, realm, personId),
    requestsOf(db, realm, personId, now),
    requestsBy(db, realm, personId, now),
  ]);
  const others = links.map(({ carerId, wardId }) => (carerId === personId ? wardId : carerId));
  const names = await namesOf(db, [...others, ...incoming.map(({ askerId }) => askerId)]);
  return {
    links: links.map(({ id, carerId, agreedAt, confirmed }, nth) => ({
      ...{ id, personId: others[nth] as string, name: names.get(others[nth] as string) ?? '' },
      ...{ iCare: carerId === personId, since: agreedAt.toISOString(), confirmed },
    })),
    incoming: incoming.map((each) =>
      shown(each, maskName(names.get(each.askerId) ?? ''), !each.askerCares),
    ),
    outgoing: outgoing.map((each) => shown(each, each.name, each.askerCares)),
  };
}

const shown = ({ id, askedAt, expiresAt }: RequestRow, name: string, iCare: boolean) => ({
  ...{ id, name, iCare, askedAt: askedAt.toISOString(), expiresAt: expiresAt.toISOString() },
});
