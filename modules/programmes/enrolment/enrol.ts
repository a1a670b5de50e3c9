import type { Keys } from '../../../platform/crypto.ts';
import type { Db } from '../../../platform/database.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { placeScope } from '../../../platform/scope.ts';
import {
  previewPeople,
  type RosterAnswer,
  type RosterPerson,
  type RosterRefusal,
  upsertPeople,
} from '../../people/public.ts';
import { ensureOrganisations } from '../../places/public.ts';
import {
  type EnrolmentBefore,
  type EnrolmentChange,
  enrolmentsChanged,
  type Programme,
} from '../model.ts';
import type { RosterEntry } from '../roster/rows.ts';
import {
  type EnrolmentWrite,
  type KnownEnrolment,
  listByCards,
  listByPersons,
  listOrganisations,
  upsertEnrolments,
} from './queries.ts';
import { searchWords } from './rules.ts';

/** What became, or would become, of one entry. */
export type Enrolled =
  | { state: 'fresh'; enrolmentId: number | null; personId: string }
  | { state: 'updated' | 'unchanged'; enrolmentId: number; personId: string; wasActive: boolean }
  | { state: 'refused'; code: RosterRefusal; enrolmentId: number | null };

type Sorted = { entry: RosterEntry; hash: Buffer } & (
  | { state: 'unchanged'; before: KnownEnrolment }
  | { state: 'fresh'; personId: string }
  | { state: 'updated'; personId: string; before: KnownEnrolment }
  | { state: 'refused'; code: RosterRefusal; before: KnownEnrolment | undefined }
);

/**
 * Enrols people, or brings those who are enrolled up to date, in a handful of statements; meant for
 * a thousand at once. Who was withdrawn takes part again. Answers entry by entry. Asks nobody.
 */
export async function enrolPeople(
  tx: Tx,
  programme: Programme,
  entries: RosterEntry[],
): Promise<Enrolled[]> {
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
  await tx.emit(enrolmentsChanged, changes);
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
    words: searchWords(entry.name, [entry.card, ...(entry.furtherCards ?? [])]),
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
): Promise<Enrolled[]> {
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
  const found = await listByCards(
    db,
    programme,
    entries.map(({ card }) => card),
  );
  const byCard = new Map(found.map((each) => [each.card, each]));
  const hashed = entries.map((entry) => ({ entry, hash: hashOf(keys, programme.id, entry) }));
  const isSame = ({ entry, hash }: { entry: RosterEntry; hash: Buffer }) => {
    const before = byCard.get(entry.card);
    return before?.alias === false && before.withdrawnOn === null && before.hash?.equals(hash);
  };
  const rest = hashed.filter((each) => !isSame(each));
  const answers =
    rest.length > 0 ? await settlePeople(rest.map(({ entry }) => personOf(entry))) : [];
  const personIds = answers.flatMap((answer) => ('error' in answer ? [] : [answer.personId]));
  const enrolled = await listByPersons(db, programme.id, personIds);
  const byPerson = new Map(enrolled.map((each) => [each.personId, each]));
  const settled = new Map(rest.map((each, index) => [each, answers[index] as RosterAnswer]));
  return hashed.map((each): Sorted => {
    const answer = settled.get(each);
    const before = byCard.get(each.entry.card);
    if (!answer) return { ...each, state: 'unchanged', before: before as KnownEnrolment };
    if ('error' in answer) return { ...each, state: 'refused', code: answer.error, before };
    const { personId } = answer;
    const enrolment = byPerson.get(personId);
    return enrolment
      ? { ...each, state: 'updated', personId, before: enrolment }
      : { ...each, state: 'fresh', personId };
  });
}

function personOf({ name, card, furtherCards, initial }: RosterEntry): RosterPerson {
  const aliases = furtherCards && { aliases: furtherCards };
  return { name, initial, identifiers: [{ kind: 'card', value: card, ...aliases }] };
}

/**
 * Tells a changed row from a repeated one. Keyed, since the initial password is among what it stands
 * for. Names of organisations are not: a roster adds organisations and never renames one.
 */
function hashOf(keys: Keys, programmeId: number, entry: RosterEntry): Buffer {
  const { card, furtherCards, name, initial, group, organisation, attributes } = entry;
  const code = organisation.code.toLowerCase();
  const values = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  const days = [entry.startsOn, entry.endsOn];
  const said = [programmeId, card, furtherCards, name, initial, group, code, values, days];
  return keys.hash('programmes.roster', JSON.stringify(said));
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

function outcome(sorted: Sorted, ids: Map<string, number>): Enrolled {
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
        code: sorted.code,
        enrolmentId: sorted.before?.enrolmentId ?? null,
      };
    default: {
      const { enrolmentId, personId, withdrawnOn } = sorted.before;
      return { state: sorted.state, enrolmentId, personId, wasActive: withdrawnOn === null };
    }
  }
}
