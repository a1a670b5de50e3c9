import type { Keys } from '../../../platform/crypto.ts';
import type { Db } from '../../../platform/database.ts';
import type { Tx } from '../../../platform/platform.ts';
import { initialPurpose } from '../accounts/initial.ts';
import { oneTimePassword } from '../accounts/one-time.ts';
import { encryptIdentifier, lookupOf } from '../identifiers.ts';
import { getRealm } from '../queries.ts';
import {
  changeIdentifiers,
  insertPersons,
  type KnownPerson,
  listKnownIdentifiers,
  listKnownPeople,
  lockRealm,
  renamePersons,
  upsertMemberships,
} from './queries.ts';
import {
  type KnownIdentifier,
  type PlannedRow,
  planRoster,
  type Refused,
  type RosterIdentifier,
  type RosterPerson,
  type RosterPlan,
} from './rules.ts';

/** What became, or would become, of one row. `fresh`: not in the realm before. */
export type RosterAnswer = { personId: string; fresh: boolean; changed: boolean } | Refused;

type Planned = {
  row: RosterPerson;
  plan: Exclude<RosterPlan, Refused>;
  known: KnownPerson | undefined;
  renamed: boolean;
  initialChanged: boolean;
};

/**
 * Adds people to a realm or brings them up to date (SPEC G3.1), in a handful of statements however
 * many there are; meant for some thousand at once. Returns an answer for each row, a refusal
 * included, and throws only for a realm that is not there. Other rosters of the realm wait until `tx` ends.
 * Who is new to a realm with one-time passwords gets one; nobody gets another.
 */
export async function upsertPeople(
  tx: Tx,
  realm: string,
  people: RosterPerson[],
): Promise<RosterAnswer[]> {
  await lockRealm(tx.db, realm);
  const { one_time_passwords: areHandedOut } = await getRealm(tx.db, realm);
  const { keys } = tx.platform;
  const planned = await plan(tx.db, keys, realm, people);
  const accepted = planned.filter((each) => !('error' in each)) as Planned[];
  const named = ({ row, plan }: Planned) => ({ id: plan.personId, name: row.name });
  await insertPersons(tx.db, accepted.filter(({ plan }) => plan.isNew).map(named), tx.now);
  await renamePersons(tx.db, accepted.filter(({ renamed }) => renamed).map(named));
  await upsertMemberships(
    tx.db,
    realm,
    accepted
      .filter(({ known, initialChanged }) => initialChanged || !known?.member)
      .map(({ row, plan, known }) => {
        const initial = row.initial ?? (areHandedOut && !known?.member ? oneTimePassword() : null);
        const purpose = initialPurpose(plan.personId, realm);
        return {
          id: plan.personId,
          initial: initial === null ? null : keys.encrypt(purpose, initial),
        };
      }),
  );
  await changeIdentifiers(
    tx.db,
    realm,
    accepted.flatMap(({ plan }) => plan.removed),
    accepted.flatMap(({ row, plan }) =>
      plan.added.map((each) => ({ ...each, encrypted: encrypted(keys, realm, row, each) })),
    ),
  );
  return planned.map(answer);
}

/** What {@link upsertPeople} would answer, without writing; the ids of fresh people are made up. */
export async function previewPeople(
  db: Db,
  keys: Keys,
  realm: string,
  people: RosterPerson[],
): Promise<RosterAnswer[]> {
  return (await plan(db, keys, realm, people)).map(answer);
}

/** Only what is looked up by its hash is encrypted; it comes from the row that gives it. */
function encrypted(
  keys: Keys,
  realm: string,
  { identifiers }: RosterPerson,
  { kind, lookup, personId }: KnownIdentifier,
): Buffer | null {
  const value = identifiers
    .filter((each) => each.kind === kind)
    .flatMap(({ value, aliases = [] }) => [value, ...aliases])
    .find((each) => lookupOf(keys, kind, each) === lookup);
  return value === undefined ? null : encryptIdentifier(keys, { realm, kind, personId }, value);
}

function answer(planned: Planned | Refused): RosterAnswer {
  if ('error' in planned) return planned;
  const { plan, known, renamed, initialChanged } = planned;
  const moved = plan.added.length > 0 || plan.removed.length > 0;
  return {
    personId: plan.personId,
    fresh: !known?.member,
    changed: renamed || initialChanged || moved || !known?.member,
  };
}

async function plan(
  db: Db,
  keys: Keys,
  realm: string,
  people: RosterPerson[],
): Promise<(Planned | Refused)[]> {
  const rows = people.map((person) => plannedRow(keys, person));
  const valid = rows.filter((row) => !('error' in row)) as PlannedRow[];
  const given = valid.flatMap(({ identifiers }) =>
    identifiers.flatMap(({ kind, lookup, aliases = [] }) =>
      [lookup, ...aliases].map((each) => ({ kind, lookup: each })),
    ),
  );
  const named = valid.flatMap(({ personId }) => personId ?? []);
  const known = await listKnownIdentifiers(db, realm, given, named);
  const ids = [...new Set([...named, ...known.map(({ personId }) => personId)])];
  const knownPeople = new Map(
    (await listKnownPeople(db, realm, ids)).map((person) => [person.id, person]),
  );
  const names = new Map([...knownPeople].map(([id, { name }]) => [id, name]));
  const { registration } = await getRealm(db, realm);
  const plans = planRoster(valid, known, names, { chooseNames: registration }).values();
  return people.map((row, index) => {
    const refused = rows[index] as PlannedRow | Refused;
    if ('error' in refused) return refused;
    const plan = plans.next().value as RosterPlan;
    if ('error' in plan) return plan;
    const person = knownPeople.get(plan.personId);
    return {
      row,
      plan,
      known: person,
      renamed: person !== undefined && person.name !== row.name,
      initialChanged: row.initial !== null && openInitial(keys, realm, person) !== row.initial,
    };
  });
}

/** A row with its identifiers as they are looked up. */
function plannedRow(keys: Keys, { personId, name, identifiers }: RosterPerson) {
  const row: PlannedRow = { personId, name, identifiers: [] };
  for (const { kind, value, aliases } of identifiers) {
    const [lookup, ...further] = [value, ...(aliases ?? [])].map((each) =>
      lookupOf(keys, kind, each),
    );
    if (!lookup || further.includes(null)) return refusedAs(kind);
    row.identifiers.push({ kind, lookup, aliases: aliases && (further as string[]) });
  }
  return row;
}

const refusedAs = (kind: RosterIdentifier['kind']): Refused => ({
  error: 'identifier_invalid',
  kind,
});

function openInitial(keys: Keys, realm: string, known: KnownPerson | undefined): string | null {
  if (!known?.initial_encrypted) return null;
  return keys.decrypt(initialPurpose(known.id, realm), known.initial_encrypted).reveal();
}
