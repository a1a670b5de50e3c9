import { dayOf } from '../../../forms/days.ts';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import { identifiersOf } from '../../../forms/sign-in.ts';
import type { AuditActionName, BodyOf, FieldProblem } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { getOrNotFound, invalid, notFound, Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { ImportRow } from '../../../platform/sheets/import-row.ts';
import { lockRealm } from '../../people/public.ts';
import { findPath, findPlace, type PlaceRow } from '../../places/public.ts';
import { type programmes, programmesProblems } from '../contract.ts';
import type { Programme } from '../model.ts';
import { attributeColumn, rosterColumns } from '../roster/columns.ts';
import { type ParsedRow, type RosterEntry, rosterReader } from '../roster/rows.ts';
import { type EnrolOutcome, enrolPeople } from './enrol.ts';
import { type EnrolledToChange, findEnrolledToChange, listNamesakes } from './queries.ts';
import { withdrawPeople } from './withdraw.ts';

/** One person added, changed or withdrawn by hand: read by the rules of a roster's row, written by the same way. */

type Fields = Record<string, string>;
type Which = { id: number; enrolmentId: number };

export async function enrolPerson(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  programme: Programme,
  { fields, placeId, namesake = false }: BodyOf<typeof programmes.enrolPerson>,
): Promise<number> {
  return platform.transaction(actor, async (tx) => {
    const place = await placeIn(tx, scope, programme, placeId);
    const { entry } = read(tx, programme, fields, place, false);
    if (!namesake) await askOfNamesake(tx, programme, entry);
    const outcome = await write(tx, programme, entry);
    // Throwing undoes it: somebody who takes part is changed where one sees what is on record.
    if (outcome.state !== 'fresh' && outcome.wasActive) {
      throw new Problem(programmesProblems.enrolled_already);
    }
    await audit(tx, 'person.enrolled', programme, outcome.personId, place.id);
    return getOrNotFound(outcome.enrolmentId);
  });
}

export async function changePerson(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  programme: Programme,
  { enrolmentId }: Which,
  { fields, placeId, revision, again = false }: BodyOf<typeof programmes.changePerson>,
): Promise<void> {
  await platform.transaction(actor, async (tx) => {
    const before = await toChange(tx, scope, programme, enrolmentId, revision);
    if (before.withdrawnOn !== null && !again) {
      throw new Problem(programmesProblems.person_is_withdrawn);
    }
    const place = await placeIn(tx, scope, programme, placeId);
    const { entry } = read(tx, programme, fields, place, true);
    const { personId } = before;
    const identifiers = withKnown(programme.definition, entry.identifiers, before);
    const outcome = await write(tx, programme, { ...entry, identifiers, personId });
    if (outcome.state === 'unchanged') return;
    await audit(tx, 'person.changed', programme, personId, place.id, { again });
  });
}

export async function withdrawPerson(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  programme: Programme,
  { enrolmentId }: Which,
  { revision, reason }: BodyOf<typeof programmes.withdrawPerson>,
): Promise<void> {
  await platform.transaction(actor, async (tx) => {
    const before = await toChange(tx, scope, programme, enrolmentId, revision);
    if (before.withdrawnOn !== null) throw new Problem(programmesProblems.person_is_withdrawn);
    await withdrawPeople(tx, programme, [enrolmentId]);
    const { personId, placeId } = before;
    const details = { programmeId: programme.id };
    await tx.audit({
      action: 'person.withdrawn',
      personId,
      placeId,
      reason: reason.trim(),
      details,
    });
  });
}

/** What a roster would say of a person; of documents nothing, of phones nothing: blank leaves them as they are. */
export async function enrolledPerson(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  programme: Programme,
  { enrolmentId }: Which,
) {
  return platform.transaction(actor, async (tx) => {
    const known = getOrNotFound(
      await findEnrolledToChange(tx.db, scope, programme.id, enrolmentId),
    );
    await audit(tx, 'roster.person_viewed', programme, known.personId, known.placeId);
    const attributes = Object.entries(known.attributes).map(([code, value]) => [
      attributeColumn({ code }),
      value === true ? 'yes' : value === false ? 'no' : String(value),
    ]);
    return {
      fields: {
        ...Object.fromEntries(known.identifiers.map(({ kind, lookup }) => [kind, lookup])),
        name: known.name,
        group: known.group,
        startsOn: known.startsOn,
        ...(known.endsOn !== null && { endsOn: known.endsOn }),
        ...Object.fromEntries(attributes),
      },
      placeId: known.placeId,
      withdrawnOn: known.withdrawnOn,
      revision: revisionOf(known),
    };
  });
}

const revisionOf = ({ updatedAt }: EnrolledToChange): string => updatedAt.toISOString();

/** The person as nobody has changed them since; others wait until `tx` ends. */
async function toChange(
  tx: Tx,
  scope: PlaceScope,
  programme: Programme,
  enrolmentId: number,
  revision: string,
): Promise<EnrolledToChange> {
  // Before the enrolment, as a roster does: in another order the two could wait for each other.
  await lockRealm(tx.db, programme.realm);
  const known = getOrNotFound(await findEnrolledToChange(tx.db, scope, programme.id, enrolmentId));
  if (known.mergedInto !== null) throw new Problem(programmesProblems.person_is_merged);
  if (revisionOf(known) !== revision) throw new Problem(programmesProblems.person_changed);
  return known;
}

/** A place of the programme that the actor may put people at. */
async function placeIn(
  tx: Tx,
  scope: PlaceScope,
  programme: Programme,
  placeId: number,
): Promise<PlaceRow> {
  const place = getOrNotFound(await findPlace(tx.db, scope, placeId));
  if (!place.path.startsWith(await findPath(tx.db, programme.placeId))) throw notFound();
  return place;
}

function read(
  tx: Tx,
  { definition }: Programme,
  fields: Fields,
  place: PlaceRow,
  onRecord: boolean,
): ParsedRow {
  const { code, name_zh: zh, name_en: en, id: placeId, path: placePath } = place;
  const row = rowOf(definition, { ...fields, organisationCode: code });
  const today = dayOf(tx.now, definition.zone);
  const parsed = rosterReader(definition, today, { onRecord })(row);
  if (!parsed) throw invalid(...row.problems.map(({ column, ...each }) => at(column, each)));
  return {
    ...parsed,
    entry: { ...parsed.entry, organisation: { code, zh, en, placeId, placePath } },
  };
}

/** Fields as a row of a roster that has just these columns. */
function rowOf(definition: ProgrammeDefinition, fields: Fields): ImportRow {
  const keys = rosterColumns(definition)
    .map(({ spec }) => spec.key)
    .filter((key) => (fields[key] ?? '').trim() !== '');
  return new ImportRow(
    { number: 1, cells: keys.map((key) => fields[key] ?? '') },
    {
      header: { row: 0, names: keys },
      match: {
        mapping: Object.fromEntries(keys.map((key, index) => [key, index])),
        ...{ missing: [], unknown: [], doubles: [] },
      },
      ...{ orders: {}, merges: [], epoch: 1900 },
    },
    () => undefined,
  );
}

/** One person with a new number is easily added a second time: whoever does it is asked once. */
async function askOfNamesake(
  tx: Tx,
  { id }: Programme,
  { name, identifiers, organisation }: RosterEntry,
): Promise<void> {
  const own = identifiers.flatMap(({ value, aliases = [] }) => [value, ...aliases]);
  const found = (await listNamesakes(tx.db, id, [name])).find(
    ({ placeCode, knownBy }) => placeCode === organisation.code && !own.includes(knownBy),
  );
  if (!found) return;
  const known = found.knownBy === '' ? name : `${name} ${found.knownBy}`;
  throw new Problem(programmesProblems.person_has_namesake, { params: { known } });
}

async function write(tx: Tx, programme: Programme, entry: RosterEntry) {
  const [outcome] = await enrolPeople(tx, programme, [entry]);
  if (!outcome || outcome.state === 'refused') throw invalid(refusal(programme, outcome));
  return outcome;
}

function refusal(
  { definition }: Programme,
  outcome: Extract<EnrolOutcome, { state: 'refused' }> | undefined,
): FieldProblem {
  const [first] = identifiersOf(definition.signIn);
  const code = outcome?.code ?? 'identifier_missing';
  return at(code === 'initial_date_missing' ? '' : (outcome?.kind ?? first?.kind ?? 'name'), {
    code,
  });
}

/** A mistake at the field of a column; what the row lacks as a whole is the day that an initial password needs. */
function at(column: string, { code, params }: Omit<FieldProblem, 'path'>): FieldProblem {
  return { path: column === '' ? 'birthDate' : column, code, ...(params && { params }) };
}

/** The identifiers that stay are given as well: people are found by the words of all they are known by. */
function withKnown(
  definition: ProgrammeDefinition,
  given: RosterEntry['identifiers'],
  { identifiers }: EnrolledToChange,
): RosterEntry['identifiers'] {
  const kept = identifiers
    .filter(({ kind }) => given.every((each) => each.kind !== kind))
    .map(({ kind, lookup }) => ({ kind, value: lookup }));
  const all = [...given, ...kept];
  return identifiersOf(definition.signIn).flatMap(({ kind }) =>
    all.filter((each) => each.kind === kind),
  );
}

function audit(
  tx: Tx,
  action: AuditActionName,
  programme: Programme,
  personId: string,
  placeId: number,
  more: object = {},
): Promise<void> {
  const details = { programmeId: programme.id, ...more };
  return tx.audit({ action, personId, placeId, details });
}
