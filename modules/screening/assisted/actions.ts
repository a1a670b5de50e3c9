import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import {
  cleanPerson,
  type InPerson,
  type PersonInPerson,
  registerInPerson,
  requestCodeInPerson,
  verifyInPerson,
} from '../../people/public.ts';
import { type Programme, registeringFor } from '../../programmes/public.ts';
import { type screening, screeningProblems } from '../contract.ts';
import { describe } from '../look/actions.ts';
import { countLook } from '../look/limit.ts';
import { type Assisted, type Found, findPerson, programmesAt } from '../person/find.ts';
import { findByEnrolment } from '../person/queries.ts';
import { requireActive } from '../work.ts';

/** The nearest programme for which people can register. Throws `no_assisted_registration`. */
function registeringProgramme(programmes: Programme[]): Programme {
  const programme = programmes.find(({ definition }) => definition.signIn.registration);
  if (!programme) throw new Problem(screeningProblems.no_assisted_registration);
  return programme;
}

/** Has a code sent to the phone of whoever is registered here. It counts against the limit of look-ups. */
export async function requestAssistedCode(
  platform: Platform,
  actor: Actor,
  { siteId, phone }: BodyOf<typeof screening.assistedCode>,
  address: string,
): Promise<ResponseOf<typeof screening.assistedCode>> {
  const { path } = await requireActive(platform, actor, siteId);
  registeringProgramme(await programmesAt(platform, path));
  await countLook(platform, actor);
  return requestCodeInPerson(platform, actor, { phone, address });
}

/**
 * 辅助登记: puts somebody on record whose document the scanner has looked at. Whoever is on record without an account
 * gets the phone that they have shown to hold, and can then take the record over with it. Throws `name_differs`,
 * `on_record_otherwise` and what is wrong with the code or the fields.
 */
export async function assist(
  platform: Platform,
  actor: Actor,
  { siteId, phone, ...given }: BodyOf<typeof screening.assist>,
): Promise<ResponseOf<typeof screening.assist>> {
  const { path } = await requireActive(platform, actor, siteId);
  const programmes = await programmesAt(platform, path);
  const programme = registeringProgramme(programmes);
  await countLook(platform, actor);
  const person = cleanPerson(given, registeringFor(platform, programme));
  const verified = phone ? await verify(platform, actor, phone) : null;
  const { done } = await platform.transaction(actor, (tx) =>
    put(tx, programme, { siteId, person, verified }),
  );
  // Refused once it is noted who was asked for.
  if (done === 'name_differs') throw nameDiffers();
  const way = { assisted: given };
  const found = await findPerson(platform, programmes, way, {
    ...{ at: platform.clock.now(), actor, siteId },
  });
  const known = await findByEnrolment(platform.db, found.enrolmentId);
  if (!known) throw new Problem(screeningProblems.person_not_found);
  return { ...(await describe(platform, found.programme, { ...found, ...known })), done };
}

async function verify(platform: Platform, actor: Actor, phone: { token: string; code: string }) {
  try {
    return await verifyInPerson(platform, actor, phone);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.kind, { fields: [{ path: 'phone.code', code: error.code }] });
  }
}

const nameDiffers = () =>
  new Problem(screeningProblems.name_differs, {
    fields: [{ path: 'name', code: 'name_differs' }],
  });

const noted = {
  registered: 'check.person_registered',
  phone_set: 'check.phone_set',
  on_record: 'check.looked_up',
  name_differs: 'check.looked_up',
} as const satisfies Record<InPerson, string>;

type Put = {
  siteId: number;
  person: { name: string; identity: string };
  verified: Awaited<ReturnType<typeof verifyInPerson>> | null;
};

/** Puts somebody on record, and notes what was done. */
async function put(
  tx: Tx,
  programme: Programme,
  { siteId, person, verified }: Put,
): Promise<{ done: InPerson }> {
  const { enrol } = registeringFor(tx.platform, programme);
  const answer = await registerInPerson(tx, programme.realm, person, verified, enrol);
  if (answer === 'withdrawn') throw new Problem(screeningProblems.person_withdrawn);
  if (answer === 'on_record_otherwise') throw new Problem(screeningProblems.on_record_otherwise);
  const { personId, done } = answer;
  await tx.audit({
    ...{ action: noted[done], placeId: siteId, personId },
    details: { way: 'assisted', phone: verified ? 'verified' : 'none' },
  });
  return { done };
}

/**
 * Finds somebody whom a check registers, and puts them on record where nobody has the document yet: without a phone,
 * since none was verified.
 */
export async function findOrRegister(
  platform: Platform,
  actor: Actor,
  {
    siteId,
    programmes,
    assisted,
    at,
  }: {
    siteId: number;
    programmes: Programme[];
    assisted: Assisted;
    at: Date;
  },
): Promise<Found> {
  const find = () => findPerson(platform, programmes, { assisted }, { at, actor, siteId });
  try {
    return await find();
  } catch (error) {
    const isNew = error instanceof Problem && error.code === 'person_not_found';
    if (!isNew) throw error;
  }
  const programme = registeringProgramme(programmes);
  const { name, identity }: PersonInPerson = assisted;
  const person = cleanPerson({ name, identity }, registeringFor(platform, programme));
  await platform.transaction(actor, (tx) => put(tx, programme, { siteId, person, verified: null }));
  return find();
}
