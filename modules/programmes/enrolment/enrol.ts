import type { IdentifierKind } from '../../../forms/sign-in.ts';
import type { Keys } from '../../../platform/crypto.ts';
import type { Db } from '../../../platform/database.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { placeScope } from '../../../platform/scope.ts';
import {
  type IdentifierLookup,
  isPersonalKind,
  lookupsOf,
  previewPeople,
  type Refused,
  type RosterAnswer,
  type RosterPerson,
  type RosterRefusal,
  upsertPeople,
} from '../../people/public.ts';
import { ensureOrganisations } from '../../places/public.ts';
import type { EnrolmentBefore, EnrolmentChange, Programme } from '../model.ts';
import type { RosterEntry } from '../roster/rows.ts';
import { emitEnrolmentChanges } from './changes.ts';
import {
  type EnrolmentWrite,
  type KnownEnrolment,
  listByIdentifiers,
  listByPersons,
  listOrganisations,
  upsertEnrolments,
} from './queries.ts';
import { searchWords } from './rules.ts';

/** What became, or would become, of one entry. */
export type EnrolOutcome =
  | { state: 'fresh'; enrolmentId: number | null; personId: string }
  | { state: 'updated' | 'unchanged'; enrolmentId: number; personId: string; wasActive: boolean }
  | {
      state: 'refused';
      code: RosterRefusal;
      /** The identifier that it is refused for. */
      kind: IdentifierKind | undefined;
      /** Who may be meant all the same: with a shared phone several. */
      enrolmentIds: number[];
    };

type Sorted = { entry: RosterEntry; hash: Buffer } & (
  | { state: 'unchanged'; before: KnownEnrolment }
  | { state: 'fresh'; personId: string }
  | { state: 'updated'; personId: string; before: KnownEnrolment }
  | { state: 'refused'; refused: Refused; before: KnownEnrolment[] }
);

/**
 * Enrols people, or brings those who are enrolled up to date, in a handful of statements; meant for
 * a thousand at once. Who was withdrawn takes part, and can sign in, again. Answers entry by entry.
 * Asks nobody.
 */
export async function enrolPeople(
  tx: Tx,
  programme: Programme,
  entries: RosterEntry[],
): Promise<EnrolOutcome[]> {
  const sorted = await sortOut(tx.db, tx.platform.keys, programme, entries, (people) =>
    upsertPeople(tx, programme.realm, people),
  );
  const changed = sorted.filter((each) => each.state === 'fresh' || each.state === 'updated');
  if (changed.length === 0) return sorted.map((each) => outcome(each, new Map()));
  const places = await organisationsOf(
    tx,
    programme,
    changed.map(({ entry }) => entry),
  );
  const written = changed.map((each) => ({ each, row: writeOf(each, places) }));
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
  places: Map<string, { id: number; path: string }>,
): EnrolmentWrite {
  const place = places.get(entry.organisation.code.toLowerCase());
  if (!place) throw new Error('An organisation was not made.');
  return {
    personId,
    hash,
    words: searchWords(entry.name, wordsOf(entry)),
    placeId: place.id,
    placePath: place.path,
    group: entry.group,
    attributes: entry.attributes,
    startsOn: entry.startsOn,
    endsOn: entry.endsOn,
    withdrawnOn: null,
  };
}

/** The identifiers that a person is searched by as they are written; personal ones are found by their hash. */
function wordsOf({ identifiers }: RosterEntry): string[] {
  return identifiers
    .filter(({ kind }) => !isPersonalKind(kind))
    .flatMap(({ value, aliases = [] }) => [value, ...aliases]);
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
  const hashed = entries.map((entry, index) => ({
    entry,
    hash: hashOf(keys, programme.id, entry),
    candidates: (given[index] ?? []).flatMap((each) => candidates.get(keyOf(each)) ?? []),
  }));
  const unchanged = ({ hash, candidates }: (typeof hashed)[number]) =>
    candidates.find(
      (each) => !each.alias && each.withdrawnOn === null && each.hash?.equals(hash) === true,
    );
  const rest = hashed.filter((each) => !unchanged(each));
  const answers =
    rest.length > 0 ? await settlePeople(rest.map(({ entry }) => personOf(entry))) : [];
  const personIds = answers.flatMap((answer) => ('error' in answer ? [] : [answer.personId]));
  const enrolled = await listByPersons(db, programme.id, personIds);
  const byPerson = new Map(enrolled.map((each) => [each.personId, each]));
  const settled = new Map(rest.map((each, index) => [each, answers[index] as RosterAnswer]));
  return hashed.map((each): Sorted => {
    const { entry, hash } = each;
    const answer = settled.get(each);
    if (!answer) {
      return { entry, hash, state: 'unchanged', before: unchanged(each) as KnownEnrolment };
    }
    if ('error' in answer) {
      return { entry, hash, state: 'refused', refused: answer, before: each.candidates };
    }
    const { personId } = answer;
    const before = byPerson.get(personId);
    return before
      ? { entry, hash, state: 'updated', personId, before }
      : { entry, hash, state: 'fresh', personId };
  });
}

const keyOf = ({ kind, lookup }: IdentifierLookup): string => `${kind} ${lookup}`;

function personOf({ name, identifiers, initial }: RosterEntry): RosterPerson {
  return { name, identifiers, initial };
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

/** The organisations by their codes in small letters, made below the programme's place where missing. */
async function organisationsOf(
  tx: Tx,
  programme: Programme,
  entries: RosterEntry[],
): Promise<Map<string, { id: number; path: string }>> {
  const wanted = new Map(
    [...entries]
      .reverse()
      .map(({ organisation }) => [organisation.code.toLowerCase(), organisation]),
  );
  const known = new Map<string, { id: number; path: string }>();
  const note = (place: { id: number; code: string; path: string }) => {
    const code = place.code.toLowerCase();
    if (!known.has(code)) known.set(code, place);
  };
  (await listOrganisations(tx.db, programme.placeId, [...wanted.keys()])).forEach(note);
  const missing = [...wanted].filter(([code]) => !known.has(code)).map(([, each]) => each);
  const scope = placeScope(tx.actor?.personId ?? nobody, [programme.placePath]);
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
      return { state: sorted.state, enrolmentId, personId, wasActive: withdrawnOn === null };
    }
  }
}
