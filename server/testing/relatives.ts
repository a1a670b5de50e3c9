/** People of an invented programme who are on record by their documents. */
import { otters } from '../../forms/testing/otters.ts';
import { rookery } from '../../forms/testing/rookery.ts';
import { family } from '../../modules/family/contract.ts';
import { addAccount } from '../../modules/people/public.ts';
import { addPlace, type PlaceRow } from '../../modules/places/public.ts';
import { createProgramme, type Programme } from '../../modules/programmes/public.ts';
import { assignScanner, createStaff } from '../../modules/staff/public.ts';
import { type Cast, enrol, gather, type Participant, weighInDays } from './cast.ts';
import { newDocument } from './documents.ts';
import { type Client, type Kit, type KitParts, startKit } from './kit.ts';

export { newDocument };

/** A programme with health codes whose people register themselves. */
export const otterRookery = {
  ...rookery,
  signIn: otters.signIn,
  attributes: otters.attributes,
};

export type Stage = { kit: Kit; cast: Cast; programme: Programme; gate: PlaceRow; scanner: Client };

export async function startFamilyKit(given?: KitParts): Promise<Stage> {
  const kit = await startKit(given);
  const cast = await gather(kit);
  const { programme, gate, personId } = await kit.platform.transaction(null, async (tx) => {
    const place = { id: cast.places.station.id };
    const content = otterRookery;
    const programme = await createProgramme(tx, { content, code: 'raft', place, ...weighInDays });
    const gate = await addPlace(tx, {
      ...{ parentId: cast.places.north.id, kind: 'site', code: 'gate', zh: '北门', en: 'Gate' },
    });
    const { personId } = await createStaff(tx, { username: 'sam', name: 'Sam' });
    await assignScanner(tx, { personId, siteId: gate.id, level: 'ordinary', superior: null });
    return { programme, gate, personId };
  });
  const scanner = await kit.as({ personId, realm: 'staff', app: 'field' });
  return { kit, cast, programme, gate, scanner };
}

/** Somebody with a document, and a browser in hand where they have an account. */
export type Relative = {
  person: Participant;
  name: string;
  identity: ReturnType<typeof newDocument>;
  browser: Client;
};

export async function relative(
  { kit, programme }: Pick<Stage, 'kit' | 'programme'>,
  name: string,
  { account = true } = {},
): Promise<Relative> {
  const identity = newDocument();
  const person = await enrol(kit, programme, {
    ...{ name, initial: null, attributes: {} },
    identifiers: [{ kind: 'identity', value: identity.number }],
  });
  if (account) await giveAccount(kit, person);
  return { person, name, identity, browser: await kit.as(person) };
}

export async function giveAccount(kit: Kit, { personId, realm }: Participant): Promise<void> {
  await kit.platform.transaction(null, (tx) =>
    addAccount(tx, { personId, realm, app: 'portal', passwordHash: 'none' }),
  );
}

/** Asks somebody, by document and name. */
export function askFor(
  { browser }: Pick<Relative, 'browser'>,
  { identity, name }: Pick<Relative, 'identity' | 'name'>,
  iCare = true,
) {
  return browser.call(family.ask, { body: { identity, name, iCare } });
}

/** Has two people agree that the first one cares for the second. */
export async function link(carer: Relative, ward: Relative): Promise<string> {
  await askFor(carer, ward);
  const { incoming } = await ward.browser.get(family.mine);
  const id = incoming[0]?.id ?? '';
  await ward.browser.get(family.agree, { params: { id }, body: {} });
  const { links } = await carer.browser.get(family.mine);
  return links.find(({ personId }) => personId === ward.person.personId)?.id ?? '';
}

/** A carer's browser as it asks for the ward of a link. */
export function forWard(browser: Client, linkId: string): Client {
  const headers = { 'x-anxing-for': linkId };
  return {
    ...browser,
    call: (endpoint, input) => browser.call(endpoint, { ...input, headers } as typeof input),
    get: (endpoint, input) => browser.get(endpoint, { ...input, headers } as typeof input),
  };
}
