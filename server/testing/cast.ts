import { penguins } from '../../forms/testing/penguins.ts';
import { insertGrant } from '../../modules/access/public.ts';
import { addPlace, type PlaceRow } from '../../modules/places/public.ts';
import {
  createProgramme,
  enrolPeople,
  type Programme,
  type RosterEntry,
} from '../../modules/programmes/public.ts';
import { createStaff } from '../../modules/staff/public.ts';
import type { App } from '../../platform/contract.ts';
import type { Tx } from '../../platform/platform.ts';
import { asIdentifier } from './documents.ts';
import type { Kit } from './kit.ts';

/** Somebody whom `kit.as` can sign in. */
type Someone = { personId: string; realm: string; app: App };

export type StaffMember = Someone & { username: string };
export type Participant = Someone & { enrolmentId: number; entry: RosterEntry };

/** The people and places that tests speak of. */
export type Cast = {
  /** The root, below it the station that runs the weigh-in, below that its two colonies. */
  places: Record<'root' | 'station' | 'north' | 'south', PlaceRow>;
  programme: Programme;
  /** Administrator of everything. */
  ada: StaffMember;
  /** Organiser of the whole weigh-in. */
  otto: StaffMember;
  /** Organiser of the colony in the north. */
  olga: StaffMember;
  /** Reader of the colony in the north. */
  rita: StaffMember;
  /** Organiser of the colony in the south. */
  boris: StaffMember;
  /** North, emperors. */
  penny: Participant;
  /** North, Adélies, a visitor. */
  pablo: Participant;
  /** South, emperors. */
  zelda: Participant;
};

export const weighInDays = { startsOn: '2022-01-04', endsOn: '2022-03-31' };

/** Sets the stage of the invented programme: its places, staff and first people. */
export function gather(kit: Kit): Promise<Cast> {
  return kit.platform.transaction(null, async (tx) => {
    const place = (code: string, zh: string, en: string, parent: PlaceRow | null) =>
      addPlace(tx, { parentId: parent?.id ?? null, kind: 'organisation', code, zh, en });
    const root = await place('antarctica', '南极', 'Antarctica', null);
    const station = await place('station', '浮冰观测站', 'Ice Floe Station', root);
    const north = await place('north', '北部群', 'North Colony', station);
    const south = await place('south', '南部群', 'South Colony', station);
    const programme = await createProgramme(tx, {
      content: penguins,
      code: 'penguins',
      place: { id: station.id },
      ...weighInDays,
    });
    const staff = (name: string, role: 'administrator' | 'organiser' | 'reader', at: PlaceRow) =>
      hire(tx, name, role, at);
    return {
      places: { root, station, north, south },
      programme,
      ada: await staff('Ada', 'administrator', root),
      otto: await staff('Otto', 'organiser', station),
      olga: await staff('Olga', 'organiser', north),
      rita: await staff('Rita', 'reader', north),
      boris: await staff('Boris', 'organiser', south),
      ...(await firstPenguins(tx, programme)),
    };
  });
}

async function hire(
  tx: Tx,
  name: string,
  role: 'administrator' | 'organiser' | 'reader',
  place: PlaceRow,
): Promise<StaffMember> {
  const username = name.toLowerCase();
  const { personId } = await createStaff(tx, {
    ...{ username, name, role, placeId: place.id },
    // Nobody decides about codes whose own document is not known.
    identifiers: [asIdentifier()],
  });
  return { personId, realm: 'staff', app: 'console', username };
}

/** Gives somebody of the staff a further role, without asking anybody. */
export function addRole(
  kit: Kit,
  { personId }: Pick<StaffMember, 'personId'>,
  role: string,
  { id }: PlaceRow,
): Promise<unknown> {
  return kit.platform.transaction(null, (tx) =>
    insertGrant(tx.db, {
      ...{ person_id: personId, role, place_id: id },
      ...{ granted_at: tx.now, granted_by: null },
    }),
  );
}

async function firstPenguins(tx: Tx, programme: Programme) {
  const [penny, pablo, zelda] = await enrolAll(tx, programme, [
    { name: 'Penny Emperor', card: 'P0001' },
    { name: '巴勃罗', card: 'P0002', group: 'adelies', attributes: { visitor: true } },
    { name: 'Zelda Emperor', card: 'P0003', organisation: colonies.south },
  ]);
  return { penny, pablo, zelda } as Record<'penny' | 'pablo' | 'zelda', Participant>;
}

export const colonies = {
  north: { code: 'north', zh: '北部群', en: 'North Colony' },
  south: { code: 'south', zh: '南部群', en: 'South Colony' },
};

let lastCard = 1000;

/** What is told of somebody whom a test enrols. */
export type GivenEntry = Partial<RosterEntry> & { card?: string };

/** What a roster says of somebody unremarkable, but for what is given. */
export function penguin({ card, ...given }: GivenEntry = {}): RosterEntry {
  lastCard += 1;
  const value = card ?? `P${String(lastCard).padStart(4, '0')}`;
  return {
    identifiers: [{ kind: 'card', value }],
    name: `Penguin ${lastCard}`,
    initial: '20190118',
    group: 'emperors',
    organisation: colonies.north,
    attributes: { visitor: false },
    startsOn: weighInDays.startsOn,
    endsOn: null,
    ...given,
  };
}

/** The card by which a person of the cast is known. */
export function cardOf({ entry }: Pick<Participant, 'entry'>): string {
  return entry.identifiers[0]?.value ?? '';
}

/** Enrols one person, as a roster would. */
export async function enrol(
  kit: Kit,
  programme: Programme,
  given: GivenEntry = {},
): Promise<Participant> {
  const [one] = await kit.platform.transaction(null, (tx) => enrolAll(tx, programme, [given]));
  return one as Participant;
}

async function enrolAll(tx: Tx, programme: Programme, given: GivenEntry[]): Promise<Participant[]> {
  const entries = given.map(penguin);
  const outcomes = await enrolPeople(tx, programme, entries);
  return outcomes.map((outcome, index) => {
    const entry = entries[index] as RosterEntry;
    if (outcome.state === 'refused') throw new Error(`${entry.name}: ${outcome.code}`);
    const { personId, enrolmentId } = outcome;
    return {
      personId,
      enrolmentId: enrolmentId as number,
      realm: programme.realm,
      app: 'portal',
      entry,
    };
  });
}
