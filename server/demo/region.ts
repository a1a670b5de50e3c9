import { addDays } from '../../forms/days.ts';
import { addAccount } from '../../modules/people/public.ts';
import { ensureOrganisations } from '../../modules/places/public.ts';
import {
  createProgramme,
  enrolPeople,
  type Programme,
  programmeByCode,
} from '../../modules/programmes/public.ts';
import { createStaff } from '../../modules/staff/public.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { systemScope } from '../../platform/scope.ts';
import { region } from '../../templates/region.ts';
import { addGates } from './gates.ts';
import { historyDays } from './history.ts';
import { demoCommunities, demoResidents, inventedDocument, type Resident } from './residents.ts';

/** The demo's region: a programme with health codes, its organisations and sites, who works there and who lives there. */

export const demoOfficers = [
  { username: 'officer', name: 'Wei Zhong' },
  { username: 'officer2', name: 'Jian Kang' },
];

/** Adds the programme below a place, with everybody who works for it. */
export async function addRegion(
  tx: Tx,
  { parentId, today, passwordHash }: { parentId: number; today: string; passwordHash: string },
): Promise<void> {
  const { placeId } = await createProgramme(tx, {
    content: region,
    code: region.code,
    place: { parentId, code: region.code, ...region.organiser },
    startsOn: addDays(today, -historyDays),
    endsOn: addDays(today, 365),
  });
  await ensureOrganisations(tx, systemScope(), placeId, demoCommunities);
  await addGates(tx, placeId, passwordHash);
  for (const [index, officer] of demoOfficers.entries()) {
    await createStaff(tx, {
      ...{ ...officer, passwordHash, role: 'health_authority', placeId },
      // Nobody decides about their own code, and by this it is known which is theirs.
      identifiers: [{ kind: 'identity', value: inventedDocument(50 + index) }],
    });
  }
}

export type Enrolled = Resident & { personId: string; enrolmentId: number };

/** Adds the residents, each with an account; those who are there already stay as they are. */
export async function enrolResidents(
  platform: Platform,
  passwordHash: string,
): Promise<{ programme: Programme; residents: Enrolled[] }> {
  const programme = await programmeByCode(platform, region.code);
  return platform.transaction(null, async (tx) => {
    const outcomes = await enrolPeople(
      tx,
      programme,
      demoResidents.map((each) => entryOf(each, programme)),
    );
    const enrolled: Enrolled[] = [];
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.state === 'refused' || outcome.enrolmentId === null) continue;
      const { personId, enrolmentId } = outcome;
      enrolled.push({ ...(demoResidents[index] as Resident), personId, enrolmentId });
      await addAccount(tx, { personId, realm: programme.realm, app: 'portal', passwordHash });
    }
    return { programme, residents: enrolled };
  });
}

function entryOf({ username, name, phone, document, community }: Resident, programme: Programme) {
  return {
    identifiers: [
      { kind: 'username' as const, value: username },
      { kind: 'phone' as const, value: phone },
      { kind: 'identity' as const, value: document },
    ],
    ...{ name, initial: null, group: 'residents', attributes: {} },
    organisation: demoCommunities[community] as (typeof demoCommunities)[number],
    ...{ startsOn: programme.definition.startsOn, endsOn: null },
  };
}
