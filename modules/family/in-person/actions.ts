import { maskName } from '../../../credential/masked-name.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import {
  activatedApps,
  isDocumentEnding,
  listMaskedIdentifiers,
  namesOf,
} from '../../people/public.ts';
import { enrolmentOf } from '../../programmes/public.ts';
import { isOwnEnrolment, type Present, requirePresent } from '../../screening/public.ts';
import { type family, familyProblems } from '../contract.ts';
import { answerOrOver } from '../links/actions.ts';
import { linkPeople, noteEnded } from '../links/link.ts';
import { tellEnded } from '../links/notices.ts';
import { endLink, findRequest, linksOf, lockPeople, requestsOf } from '../queries.ts';
import { pairOf } from '../rules.ts';

/** Who acts for the person in front of a scanner, and who asked to. */
export async function personPresent(
  platform: Platform,
  actor: Actor,
  body: BodyOf<typeof family.person>,
): Promise<ResponseOf<typeof family.person>> {
  const { personId, realm, name } = await requirePresent(platform, actor, body);
  await platform.transaction(actor, (tx) =>
    tx.audit({ action: 'family.looked_up', personId, placeId: body.siteId }),
  );
  const { db, keys, clock } = platform;
  const [asked, all, identifiers, hasAccount] = await Promise.all([
    requestsOf(db, realm, personId, clock.now()),
    linksOf(db, realm, personId),
    listMaskedIdentifiers(db, keys, realm, [personId]),
    isActivated(platform, realm, personId),
  ]);
  const requests = asked.filter(({ askerCares }) => askerCares);
  const links = all.filter(({ wardId }) => wardId === personId);
  const carers = [
    ...requests.map(({ askerId }) => askerId),
    ...links.map(({ carerId }) => carerId),
  ];
  const names = await namesOf(db, carers);
  const masked = (id: string) => maskName(names.get(id) ?? '');
  const document = identifiers.get(personId)?.find(({ kind }) => kind === 'identity');
  return {
    ...{ maskedName: maskName(name), document: document?.value ?? null, hasAccount },
    requests: requests.map(({ id, askerId, askedAt, expiresAt }) => ({
      ...{ id, maskedName: masked(askerId) },
      ...{ askedAt: askedAt.toISOString(), expiresAt: expiresAt.toISOString() },
    })),
    links: links.map(({ id, carerId, agreedAt }) => ({
      ...{ id, maskedName: masked(carerId), since: agreedAt.toISOString() },
    })),
  };
}

async function isActivated({ db }: Pick<Platform, 'db'>, realm: string, personId: string) {
  return ((await activatedApps(db, realm, [personId])).get(personId) ?? []).length > 0;
}

/** Whoever has an account decides by it, and nobody for them. */
async function requireWithoutAccount(platform: Platform, { realm, personId }: Present) {
  if (!(await isActivated(platform, realm, personId))) return;
  throw new Problem(familyProblems.family_has_account);
}

/** Nobody is witness of what they agree to themselves. */
async function requireOthers(
  platform: Platform,
  actor: Actor,
  both: Pick<Present, 'personId' | 'realm'>[],
): Promise<void> {
  for (const { personId, realm } of both) {
    const { enrolmentId } = getOrNotFound(await enrolmentOf(platform, personId, realm));
    const isOwn = await isOwnEnrolment(platform)(actor.personId, enrolmentId);
    if (isOwn) throw new Problem(familyProblems.own_family);
  }
}

/** Links the person in front of a scanner with whoever asked, once both documents were seen. */
export async function confirmInPerson(
  platform: Platform,
  actor: Actor,
  id: string,
  body: BodyOf<typeof family.confirm>,
): Promise<void> {
  const ward = await requirePresent(platform, actor, body);
  await requireWithoutAccount(platform, ward);
  const { realm, personId } = ward;
  const request = getOrNotFound(await findRequest(platform.db, { realm, otherId: personId, id }));
  const { askerId, askerCares } = request;
  // Whoever has no account cannot act for anybody.
  if (!askerCares) throw new Problem(familyProblems.family_request_over);
  const carer = { personId: askerId, realm };
  await requireOthers(platform, actor, [ward, carer]);
  if (!(await isDocumentEnding(platform, carer, body.documentEnding))) {
    const fields = [{ path: 'documentEnding', code: 'carer_document_differs' }];
    throw new Problem(familyProblems.carer_document_differs, { fields });
  }
  await platform.transaction(actor, async (tx) => {
    await lockPeople(tx.db, [personId, askerId]);
    await answerOrOver(tx, { realm, askerId, id }, true);
    await linkPeople(tx, realm, pairOf(askerId, personId, true), {
      witness: { scannerId: actor.personId, siteId: body.siteId },
      told: [askerId, personId],
    });
  });
}

/** Ends a link as its ward wants, who is in front of the scanner and has no account to do so. */
export async function endInPerson(
  platform: Platform,
  actor: Actor,
  id: string,
  body: BodyOf<typeof family.endInPerson>,
): Promise<void> {
  const ward = await requirePresent(platform, actor, body);
  await requireWithoutAccount(platform, ward);
  const { realm, personId } = ward;
  await platform.transaction(actor, async (tx) => {
    const ended = getOrNotFound(await endLink(tx.db, { realm, personId, id }, tx.now));
    await tellEnded(tx, realm, ended, [ended.carerId]);
    await noteEnded(tx, realm, ended, body.siteId);
  });
}
