import { maskName } from '../../../credential/masked-name.ts';
import type { CodeColour } from '../../../forms/colours.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { SelfScope } from '../../../platform/scope.ts';
import { coloursOf } from '../../codes/public.ts';
import { namesOf, takesPart } from '../../people/public.ts';
import { enrolmentOf, programmeAt } from '../../programmes/public.ts';
import type { family } from '../contract.ts';
import { linksOf, type RequestRow, requestsBy, requestsOf } from '../queries.ts';

/** All that somebody has to do with family. */
export async function mineOf(
  platform: Platform,
  { realm, personId }: SelfScope,
): Promise<ResponseOf<typeof family.mine>> {
  const { db, clock } = platform;
  const now = clock.now();
  const [links, incoming, outgoing] = await Promise.all([
    linksOf(db, realm, personId),
    requestsOf(db, realm, personId, now),
    requestsBy(db, realm, personId, now),
  ]);
  const others = links.map(({ carerId, wardId }) => (carerId === personId ? wardId : carerId));
  const names = await namesOf(db, [...others, ...incoming.map(({ askerId }) => askerId)]);
  const wards = links.flatMap(({ carerId, wardId }) => (carerId === personId ? [wardId] : []));
  const colours = await coloursOfWards(platform, realm, wards);
  return {
    links: links.map(({ id, carerId, wardId, agreedAt, confirmed }, nth) => ({
      ...{ id, personId: others[nth] as string, name: names.get(others[nth] as string) ?? '' },
      ...{ iCare: carerId === personId, since: agreedAt.toISOString(), confirmed },
      colour: colours.get(wardId) ?? null,
    })),
    incoming: incoming.map((each) =>
      shown(each, maskName(names.get(each.askerId) ?? ''), !each.askerCares),
    ),
    outgoing: outgoing.map((each) => shown(each, each.name, each.askerCares)),
  };
}

/** What the codes of one's wards show, where they have one and still take part. */
async function coloursOfWards(
  platform: Platform,
  realm: string,
  wards: string[],
): Promise<Map<string, CodeColour>> {
  const now = platform.clock.now();
  const facts = await Promise.all(
    wards.map(async (id) =>
      (await takesPart(platform.db, id, realm, now)) ? enrolmentOf(platform, id, realm) : null,
    ),
  );
  const enrolled = facts.flatMap((each, nth) =>
    each ? [{ ...each, personId: wards[nth] as string }] : [],
  );
  const [first] = enrolled;
  if (!first) return new Map();
  const { definition } = await programmeAt(platform, first.programmeId, first.programmeVersion);
  if (!definition.colours) return new Map();
  const ids = enrolled.map(({ enrolmentId }) => enrolmentId);
  const codes = await coloursOf(platform.db, ids, now);
  return new Map(
    enrolled.map(({ personId, enrolmentId }) => [
      personId,
      codes.get(enrolmentId)?.colour ?? 'grey',
    ]),
  );
}

const shown = ({ id, askedAt, expiresAt }: RequestRow, name: string, iCare: boolean) => ({
  ...{ id, name, iCare, askedAt: askedAt.toISOString(), expiresAt: expiresAt.toISOString() },
});
