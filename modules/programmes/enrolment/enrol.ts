import { isDeepStrictEqual } from 'node:util';
import { documentsOf, type IdentifierKind } from '../../../forms/sign-in.ts';
import type { Keys } from '../../../platform/crypto.ts';
import type { Db } from '../../../platform/database.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { placeScope } from '../../../platform/scope.ts';
import {
  type IdentifierLookup,
  lookupsOf,
  previewPeople,
  type RosterAnswer,
  type RosterPerson,
  type RosterRefusal,
  upsertPeople,
} from '../../people/public.ts';
import { ensureOrganisations, findPath } from '../../places/public.ts';
import type { EnrolmentBefore, EnrolmentChange, Programme } from '../model.ts';
import { daysFollowing } from '../programme/days.ts';
import { inForce } from '../programme/in-force.ts';
import type { RosterEntry } from '../roster/rows.ts';
import { emitEnrolmentChanges } from './changes.ts';
import { type Difference, differencesOf } from './differences.ts';
import { foundBy, type PlainIdentifier, plainIdentifiers } from './identifiers.ts';
import {
  type EnrolmentWrite,
  type KnownEnrolment,
  listByIdentifiers,
  listByPersons,
  listOrganisations,
  type NamedEnrolment,
  upsertEnrolments,
} from './queries.ts';

/** What became, or would become, of one entry. */
export type EnrolOutcome =
  | { state: 'fresh'; enrolmentId: number | null; personId: string }
  | {
      state: 'updated';
      enrolmentId: number;
      personId: string;
      wasActive: boolean;
      /** Whom the roster changes, under the name so far, and in what. */
      name: string;
      differences: Difference[];
    }
  | { state: 'unchanged'; enrolmentId: number; personId: string; wasActive: boolean }
  | {
      state: 'refused';
      code: EnrolRefusal;
      /** The identifier that it is refused for. */
      kind: IdentifierKind | undefined;
      /** Who may be meant all the same: with a shared phone several. */
      enrolmentIds: number[];
    };

/** Nobody on record is meant, and nothing was given to make the initial password from. */
type EnrolRefusal = RosterRefusal | 'initial_date_missing';

type EnrolRefused = { error: EnrolRefusal; kind?: IdentifierKind };

type Sorted = { entry: RosterEntry; hash: Buffer } & (
  | { state: 'unchanged'; before: KnownEnrolment }
  | { state: 'fresh'; personId: string }
  | { state: 'updated'; personId: string; before: NamedEnrolment }
  | { state: 'refused'; refused: EnrolRefused; before: KnownEnrolment[] }
);

/**
 * Enrols people, or brings those who are enrolled up to date, in a handful of statements; meant for
 * a thousand at once. Who was withdrawn takes part, and can sign in, again. Answers entry by entry.
 * Asks nobody.
 */
export async function enrolPeople(
  tx: Tx,
  readBy: Programme,
  given: RosterEntry[],
): Promise<EnrolOutcome[]> {
  const programme = await inForce(tx, readBy);
  // Read before the programme was put off: whoever has no days of their own has those in force.
  const entries = given.map((entry) => ({
    ...entry,
    ...daysFollowing(entry, readBy.definition, programme.definition),
  }));
  const sorted = await sortOut(tx.db, tx.platform.keys, programme, entries, (people) =>
    upsertPeople(tx, programme.realm, people),
  );
  const changed = sorted.filter((each) => each.state === 'fresh' || each.state === 'updated');
  if (changed.length === 0) return sorted.map((each) => outcome(each, new Map()));
  const places = await organisationsOf(
    tx,
    programme,
    changed.map(({ entry }) => entry).filter(({ organisation }) => !organisation.placeId),
  );
  const known = await plainIdentifiers(tx.db, programme, changed);
  const written = changed.map((each) => ({
    each,
    row: writeOf(each, places, known.get(each.personId) ?? []),
  }));
  const rows = written.map(({ row }) => row);
  const ids = await upsertEnrolments(tx.db, programme.id, rows, tx.now);
  const changes = written.map(({ each, row }) => {
    const before = each.state === 'updated' ? each.before : undefined;
    return changeOf(programme, row, ids.get(row.personId) as number, before);
  });
  await emitEnrolmentChanges(tx, programme, changes);
  return sorted.map((each) => outcome(each, ids));
}

function writeOf(
  { entry, hash, personId }: { entry: RosterEntry; hash: Buffer; personId: string },
  places: Map<string, Unit>,
  known: PlainIdentifier[],
): EnrolmentWrite {
  const { code, placeId, placePath } = entry.organisation;
  const place =
    placeId !== undefined && placePath !== undefined
      ? { id: placeId, path: placePath }
      : places.get(code.toLowerCase());
  if (!place) throw new Error('An organisation was not made.');
  return {
    personId,
    hash,
    name: entry.name,
    ...foundBy(entry.name, known),
    placeId: place.id,
    placePath: place.path,
    group: entry.group,
    attributes: entry.attributes,
    startsOn: entry.startsOn,
    endsOn: entry.endsOn,
    withdrawnOn: null,
  };
}

/** What {@link enrolPeople} would answer, without writing. */
export async function previewEnrolment(
  platform: Platform,
  programme: Programme,
  entries: RosterEntry[],
): Promise<EnrolOutcome[]> {
  const { db, keys } = platform;
  const sorted = await sortOut(db, keys, programme, entries, (people) =>
    previewPeople(db, keys, programme.realm, people),
  );
  return sorted.map((each) => outcome(each, new Map()));
}

async function sortOut(
  db: Db,
  keys: Keys,
  programme: Programme,
  entries: RosterEntry[],
  settlePeople: (people: RosterPerson[]) => Promise<RosterAnswer[]>,
): Promise<Sorted[]> {
  const given = entries.map(({ identifiers }) => lookupsOf(keys, identifiers));
  const candidates = Map.groupBy(await listByIdentifiers(db, programme, given.flat()), keyOf);
  const needsInitial = documentsOf(programme.definition.signIn).length > 0;
  const hashed = entries.map((entry, index) => {
    const mayBe = (given[index] ?? []).flatMap((each) => candidates.get(keyOf(each)) ?? []);
    const whole = withKept(programme, entry, mayBe[0]);
    return { entry: whole, hash: hashOf(keys, programme.id, whole), candidates: mayBe };
  });
  type Hashed = (typeof hashed)[number];
  const lacksInitial = ({ entry, candidates }: Hashed) =>
    needsInitial && entry.initial === null && !entry.personId && candidates.length === 0;
  const unchanged = ({ entry, hash, candidates }: Hashed) =>
    candidates.find(
      (each) =>
        !each.alias &&
        (entry.personId === undefined || entry.personId === each.personId) &&
        each.withdrawnOn === null &&
        each.hash?.equals(hash) === true &&
        isPlaceGiven(entry, each),
    );
  const rest = hashed.filter((each) => !unchanged(each) && !lacksInitial(each));
  const answers =
    rest.length > 0 ? await settlePeople(rest.map(({ entry }) => personOf(entry))) : [];
  const personIds = answers.flatMap((answer) => ('error' in answer ? [] : [answer.personId]));
  const enrolled = await listByPersons(db, programme.id, personIds);
  const byPerson = new Map(enrolled.map((each) => [each.personId, each]));
  const settled = new Map(rest.map((each, index) => [each, answers[index] as RosterAnswer]));
  return hashed.map((each): Sorted => {
    const { entry, hash } = each;
    if (lacksInitial(each)) {
      return {
        entry,
        hash,
        state: 'refused',
        refused: { error: 'initial_date_missing' },
        before: [],
      };
    }
    const answer = settled.get(each);
    if (!answer) {
      return { entry, hash, state: 'unchanged', before: unchanged(each) as KnownEnrolment };
    }
    if ('error' in answer) {
      return { entry, hash, state: 'refused', refused: answer, before: each.candidates };
    }
    const { personId } = answer;
    const before = byPerson.get(personId);
    if (!before) return { entry, hash, state: 'fresh', personId };
    const isSame = !answer.changed && saysTheSame(entry, before);
    return isSame
      ? { entry, hash, state: 'unchanged', before }
      : { entry, hash, state: 'updated', personId, before };
  });
}

/** What is to stay as it is on record, from there; what is usual for new people. */
function withKept(
  { definition }: Programme,
  entry: RosterEntry,
  known: KnownEnrolment | undefined,
): RosterEntry {
  if (!entry.kept) return entry;
  const values = entry.kept.flatMap((code) => {
    const usual = definition.attributes.find((each) => each.code === code)?.default;
    const value = known?.attributes[code] ?? usual;
    return value === undefined ? [] : [[code, value] as const];
  });
  return { ...entry, attributes: { ...entry.attributes, ...Object.fromEntries(values) } };
}

/** A unit chosen by hand is that very one, whatever others have the same code. */
function isPlaceGiven({ organisation }: RosterEntry, { placeId }: KnownEnrolment): boolean {
  return organisation.placeId === undefined || organisation.placeId === placeId;
}

/**
 * Whether an enrolment is as the entry has it already. The hash alone does not tell where the record came to it
 * by another way: a roster without dates of documents, or a change by hand.
 */
function saysTheSame(entry: RosterEntry, before: KnownEnrolment): boolean {
  return (
    before.withdrawnOn === null &&
    before.group === entry.group &&
    before.placeCode.toLowerCase() === entry.organisation.code.toLowerCase() &&
    isPlaceGiven(entry, before) &&
    before.startsOn === entry.startsOn &&
    before.endsOn === entry.endsOn &&
    isDeepStrictEqual(before.attributes, entry.attributes)
  );
}

const keyOf = ({ kind, lookup }: IdentifierLookup): string => `${kind} ${lookup}`;

function personOf({ personId, name, identifiers, initial }: RosterEntry): RosterPerson {
  return { name, identifiers, initial, ...(personId && { personId }) };
}

/**
 * Tells a changed row from a repeated one. Keyed, since the initial password is among what it stands
 * for. Names of organisations are not: a roster adds organisations and never renames one.
 */
function hashOf(keys: Keys, programmeId: number, entry: RosterEntry): Buffer {
  const { identifiers, name, initial, group, organisation, attributes } = entry;
  const code = organisation.code.toLowerCase();
  const values = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  const days = [entry.startsOn, entry.endsOn];
  const named = identifiers.map(({ kind, value, aliases }) => [kind, value, aliases]);
  const content = [programmeId, named, name, initial, group, code, values, days];
  return keys.hash('programmes.roster', JSON.stringify(content));
}

type Unit = { id: number; path: string };

/** The organisations by their codes in small letters, made below the programme's place where missing. */
async function organisationsOf(
  tx: Tx,
  programme: Programme,
  entries: RosterEntry[],
): Promise<Map<string, Unit>> {
  // In the order of the file, since lists of people show units in the order in which they were made.
  const wanted = new Map<string, RosterEntry['organisation']>();
  for (const { organisation } of entries) {
    const code = organisation.code.toLowerCase();
    if (!wanted.has(code)) wanted.set(code, organisation);
  }
  const known = new Map<string, Unit>();
  const note = (place: { id: number; code: string; path: string }) => {
    const code = place.code.toLowerCase();
    if (!known.has(code)) known.set(code, place);
  };
  const placePath = await findPath(tx.db, programme.placeId);
  (await listOrganisations(tx.db, placePath, [...wanted.keys()])).forEach(note);
  const missing = [...wanted].filter(([code]) => !known.has(code)).map(([, each]) => each);
  const scope = placeScope(tx.actor?.personId ?? nobody, [placePath]);
  const made = await ensureOrganisations(tx, scope, programme.placeId, missing);
  for (const place of made.values()) note(place);
  return known;
}

const nobody = '00000000-0000-0000-0000-000000000000';

function changeOf(
  programme: Programme,
  written: EnrolmentWrite,
  enrolmentId: number,
  known: EnrolmentBefore | undefined,
): EnrolmentChange {
  return {
    ...factsOf(written),
    enrolmentId,
    personId: written.personId,
    programmeId: programme.id,
    programmeVersion: programme.version,
    ...(known && { before: factsOf(known) }),
  };
}

function factsOf(of: EnrolmentBefore): EnrolmentBefore {
  const { placeId, placePath, group, attributes, startsOn, endsOn, withdrawnOn } = of;
  return { placeId, placePath, group, attributes, startsOn, endsOn, withdrawnOn };
}

function outcome(sorted: Sorted, ids: Map<string, number>): EnrolOutcome {
  switch (sorted.state) {
    case 'fresh':
      return {
        state: 'fresh',
        personId: sorted.personId,
        enrolmentId: ids.get(sorted.personId) ?? null,
      };
    case 'refused':
      return {
        state: 'refused',
        code: sorted.refused.error,
        kind: sorted.refused.kind,
        enrolmentIds: sorted.before.map(({ enrolmentId }) => enrolmentId),
      };
    default: {
      const { enrolmentId, personId, withdrawnOn } = sorted.before;
      const known = { enrolmentId, personId, wasActive: withdrawnOn === null };
      if (sorted.state === 'unchanged') return { state: 'unchanged', ...known };
      const { entry, before } = sorted;
      return {
        ...{ state: 'updated', ...known },
        ...{ name: before.name, differences: differencesOf(entry, before) },
      };
    }
  }
}
