import type { Keys } from '../../platform/crypto.ts';
import type { Db } from '../../platform/database.ts';
import type { Tx } from '../../platform/platform.ts';
import {
  insertPersons,
  type KnownPerson,
  listKnownCards,
  listKnownPeople,
  lockRealm,
  renamePersons,
  replaceCards,
  upsertMemberships,
} from './queries-roster.ts';
import {
  cardLookup,
  planRoster,
  type RosterPerson,
  type RosterPlan,
  type RosterRefusal,
} from './rules-roster.ts';

/** What became, or would become, of one row. `fresh`: not in the realm before. */
export type RosterAnswer =
  | { personId: string; fresh: boolean; changed: boolean }
  | { error: RosterRefusal };

/** Binds a encrypted initial password to its person and realm. */
export const initialPurpose = (personId: string, realm: string): string =>
  `people.initial ${realm} ${personId}`;

type Planned = {
  row: RosterPerson;
  plan: Exclude<RosterPlan, { error: RosterRefusal }>;
  known: KnownPerson | undefined;
  renamed: boolean;
  initialChanged: boolean;
};

/**
 * Adds people to a realm or brings them up to date (SPEC G3.1), in a handful of statements however
 * many there are; meant for some thousand at once. Answers row by row, a refusal included, and
 * throws only for a realm that is not there. Other rosters of the realm wait until `tx` ends.
 */
export async function upsertPeople(
  tx: Tx,
  realm: string,
  people: RosterPerson[],
): Promise<RosterAnswer[]> {
  await lockRealm(tx.db, realm);
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
      .map(({ row, plan }) => ({
        id: plan.personId,
        initial:
          row.initial === null
            ? null
            : keys.seal(initialPurpose(plan.personId, realm), row.initial),
      })),
  );
  const moved = accepted.filter(({ plan }) => plan.cards !== null);
  await replaceCards(
    tx.db,
    realm,
    moved.map(({ plan }) => plan.personId),
    moved.flatMap(({ plan }) => plan.cards ?? []),
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

function answer(planned: Planned | { error: RosterRefusal }): RosterAnswer {
  if ('error' in planned) return planned;
  const { plan, known, renamed, initialChanged } = planned;
  return {
    personId: plan.personId,
    fresh: !known?.member,
    changed: renamed || initialChanged || plan.cards !== null || !known?.member,
  };
}

async function plan(
  db: Db,
  keys: Keys,
  realm: string,
  people: RosterPerson[],
): Promise<(Planned | { error: RosterRefusal })[]> {
  const cards = people.flatMap(({ card, aliases = [] }) => [card, ...aliases].map(cardLookup));
  const given = people.flatMap(({ personId }) => personId ?? []);
  const knownCards = await listKnownCards(db, realm, cards, given);
  const ids = [...new Set([...given, ...knownCards.map(({ personId }) => personId)])];
  const knownPeople = new Map(
    (await listKnownPeople(db, realm, ids)).map((person) => [person.id, person]),
  );
  const names = new Map([...knownPeople].map(([id, { name }]) => [id, name]));
  return planRoster(people, knownCards, names).map((plan, index) => {
    if ('error' in plan) return plan;
    const row = people[index] as RosterPerson;
    const known = knownPeople.get(plan.personId);
    return {
      row,
      plan,
      known,
      renamed: known !== undefined && known.name !== row.name,
      initialChanged: row.initial !== null && openInitial(keys, realm, known) !== row.initial,
    };
  });
}

function openInitial(keys: Keys, realm: string, known: KnownPerson | undefined): string | null {
  if (!known?.initial_encrypted) return null;
  return keys.open(initialPurpose(known.id, realm), known.initial_encrypted).reveal();
}
