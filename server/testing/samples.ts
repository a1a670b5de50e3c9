import { people } from '../../modules/people/contract.ts';
import { startSession } from '../../modules/people/public.ts';
import type { Programme } from '../../modules/programmes/public.ts';
import type { Endpoint } from '../../platform/contract.ts';
import type { Cast } from './cast.ts';
import { reporter } from './expedition.ts';
import type { Kit } from './kit.ts';
import { addCodes } from './samples/codes.ts';
import type { Add, Placed, Sample } from './samples/context.ts';
import { addFamily } from './samples/family.ts';
import { addFeedback } from './samples/feedback.ts';
import { addForms } from './samples/forms.ts';
import { addMerges } from './samples/merges.ts';
import { addOffers } from './samples/offers.ts';
import { addOversight } from './samples/oversight.ts';
import { addProgrammes } from './samples/programmes.ts';
import { addReports } from './samples/reports.ts';
import { addScreening } from './samples/screening.ts';
import { addSettings } from './samples/settings.ts';
import { addStaff } from './samples/staff.ts';

export type { Sample } from './samples/context.ts';

/** A route's name in tests. */
export const nameOf = ({ method, url }: Placed): string => `${method} ${url}`;

/** What in an address, a query or a body names an object. */
const references = ['programmeId', 'placeId', 'parentId', 'siteId', 'enrolmentIds'];

/** What a schema names. */
export const namesIn = (schema: unknown): string[] =>
  Object.keys((schema as { properties?: object } | undefined)?.properties ?? {});

/** Whether a route addresses an object, so that it matters whose it is. */
export function addressesObject({ params, query, body }: Endpoint): boolean {
  const given = [...namesIn(query), ...namesIn(body)];
  return namesIn(params).length > 0 || given.some((name) => references.includes(name));
}

/** The objects that the routes of this product address, all of one organisation. */
export async function realObjects(kit: Kit, cast: Cast, programme: Programme) {
  const samples = new Map<string, Sample>();
  const add: Add = (endpoint, reach, input) => {
    const make = typeof input === 'function' ? input : async () => input;
    samples.set(nameOf(endpoint), { reach, input: make as Sample['input'] });
  };
  const person = await reporter(kit, programme);
  const context = { kit, cast, programme, person, add };
  await addReports(context);
  await addCodes(context);
  await addProgrammes(context);
  await addMerges(context);
  await addForms(context);
  await addSettings(context);
  addOffers(context);
  await addStaff(context);
  const checker = await addScreening(context);
  await addFamily(context, checker);
  await addFeedback(context, checker);
  await addOversight(context);
  const setting = { params: { code: 'columns.checks' } };
  add(people.setting, 'anybody', setting);
  add(people.keepSetting, 'anybody', { ...setting, body: { value: ['name'] } });
  const { personId } = person.person;
  add(people.endSession, { owner: personId }, async () => {
    const { realm } = programme;
    const session = { personId, realm, app: 'portal' as const };
    return { params: await startSession(kit.platform.db, kit.clock.now(), session) };
  });

  return { samples, person, checker };
}
