import { randomUUID } from 'node:crypto';
import type { IdentifierKind } from '../../../forms/sign-in.ts';
import { isUniqueKind } from '../identifier-kinds.ts';
import { identifierRegister, keyOf, type Register } from './register.ts';

/** One kind of identifier as a roster gives it. */
export type RosterIdentifier = {
  kind: IdentifierKind;
  value: string;
  /** All further ones of the kind, which lead to the same person; left out, those on record stay. */
  aliases?: string[];
};

/** One person as a roster names them. */
export type RosterPerson = {
  /** Somebody who exists already, known by another way than the identifiers. */
  personId?: string;
  name: string;
  /** Kinds that are not among them stay as they are on record. */
  identifiers: RosterIdentifier[];
  /** Initial password; null keeps what is on record, or what the realm gives to who is new. */
  initial: string | null;
};

/**
 * Why a row is refused:
 * - `identifier_missing`: the row names nothing to find the person by;
 * - `identifier_invalid`: it names something that cannot be one, such as a phone without digits;
 * - `identifier_twice`: an earlier row has the same identifier, or means the same person by another;
 * - `identifier_is_alias`: it is a further one of a person, whose own row says all there is to say;
 * - `identifier_of_another`: it is on record for another person;
 * - `identifiers_of_two_people`: they belong to two people, who are never merged by a roster;
 * - `identifier_shared`: others have the same, and one of them or this person has no user name, without
 *   which none of them could sign in;
 * - `person_unknown`: there is no person with the given id.
 */
export type RosterRefusal =
  | 'identifier_missing'
  | 'identifier_invalid'
  | 'identifier_twice'
  | 'identifier_is_alias'
  | 'identifier_of_another'
  | 'identifiers_of_two_people'
  | 'identifier_shared'
  | 'person_unknown';

/** The kind of identifier that a refusal is about, where it is about one. */
export type Refused = { error: RosterRefusal; kind?: IdentifierKind };

/** An identifier on record. `lookup` is what it is found by, see {@link lookupOf}. */
export type KnownIdentifier = {
  kind: IdentifierKind;
  lookup: string;
  personId: string;
  alias: boolean;
  /** It came with another record, which was merged into this one. */
  merged?: boolean;
};

/** A row whose identifiers are written as they are looked up. */
export type PlannedRow = {
  personId?: string | undefined;
  name: string;
  identifiers: { kind: IdentifierKind; lookup: string; aliases?: string[] | undefined }[];
};

export type RosterPlan =
  | Refused
  | {
      personId: string;
      /** Nobody on record is meant. */
      isNew: boolean;
      /** What of the person's identifiers changes. */
      added: KnownIdentifier[];
      removed: KnownIdentifier[];
    };

/** Whether two names are the same however they are written. */
export const sameName = (a: string, b: string | undefined): boolean =>
  b !== undefined && nameKey(a) === nameKey(b);

const nameKey = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/**
 * Decides row by row whom each one is about. `names` holds the people on record, by id. `chooseNames`: people
 * choose a user name once they register, so that they may share a phone without one until then.
 */
export function planRoster(
  rows: PlannedRow[],
  known: KnownIdentifier[],
  names: Map<string, string>,
  { chooseNames = false } = {},
): RosterPlan[] {
  const mayRelease = new Set(rows);
  for (;;) {
    const { plans, released } = planOnce(rows, known, new Map(names), { mayRelease, chooseNames });
    // A row that is refused gives nothing up: those that counted on what it holds are decided anew.
    const refused = [...released].filter((index) => 'error' in (plans[index] as RosterPlan));
    if (refused.length === 0) return plans;
    for (const index of refused) mayRelease.delete(rows[index] as PlannedRow);
  }
}

function planOnce(
  rows: PlannedRow[],
  known: KnownIdentifier[],
  names: Map<string, string>,
  { mayRelease, chooseNames }: { mayRelease: Set<PlannedRow>; chooseNames: boolean },
): { plans: RosterPlan[]; released: Set<number> } {
  const register = identifierRegister(known);
  const aliases = new Set(rows.flatMap((row) => uniqueOf(row).flatMap(({ further }) => further)));
  const seen = new Set<string>();
  const released = releaseAliases(rows, register, mayRelease);
  const planned = new Set<string>();
  const plans = rows.map((row): RosterPlan => {
    const unique = uniqueOf(row);
    const twice = unique.find(({ key }) => seen.has(key));
    if (twice) return { error: 'identifier_twice', kind: twice.kind };
    for (const { key } of unique) seen.add(key);
    const alias = unique.find(({ key }) => aliases.has(key));
    if (alias) return { error: 'identifier_is_alias', kind: alias.kind };
    const holder = holderOf(row, register, names);
    if ('error' in holder) return holder;
    if (planned.has(holder.personId)) {
      return { error: 'identifier_twice', ...firstKind(row.identifiers) };
    }
    const confused = !chooseNames && sharedWithUnnamed(row, holder.personId, register);
    if (confused) return { error: 'identifier_shared', kind: confused.kind };
    planned.add(holder.personId);
    names.set(holder.personId, row.name);
    return {
      ...holder,
      ...register.give(holder.personId, row.identifiers, row.personId !== undefined),
    };
  });
  return { plans, released };
}

/** An alias that a corrected row gives up is free for the row that rightly has it, wherever it stands. */
function releaseAliases(
  rows: PlannedRow[],
  register: Register,
  mayRelease: Set<PlannedRow>,
): Set<number> {
  const released = new Set<number>();
  for (const [index, row] of rows.entries()) {
    if (!mayRelease.has(row)) continue;
    for (const { key, kind, further, namesAliases } of uniqueOf(row)) {
      const holder = register.ownerOf(key);
      if (!namesAliases || !holder || holder.alias) continue;
      if (register.keepOnly(holder.personId, kind, further)) released.add(index);
    }
  }
  return released;
}

type Unique = {
  kind: IdentifierKind;
  key: string;
  /** Keys of the aliases that the row names. */
  further: string[];
  namesAliases: boolean;
};

/** The identifiers of a row that only one person may have. */
function uniqueOf({ identifiers }: PlannedRow): Unique[] {
  return identifiers
    .filter(({ kind }) => isUniqueKind(kind))
    .map(({ kind, lookup, aliases = undefined }) => {
      const key = keyOf(kind, lookup);
      const further = [...new Set((aliases ?? []).map((each) => keyOf(kind, each)))];
      return {
        ...{ kind, key, namesAliases: aliases !== undefined },
        further: further.filter((each) => each !== key),
      };
    });
}

/** The identifiers of a row that several people may have. */
function sharedOf({ identifiers }: PlannedRow): { kind: IdentifierKind; key: string }[] {
  return identifiers
    .filter(({ kind }) => !isUniqueKind(kind))
    .map(({ kind, lookup }) => ({ kind, key: keyOf(kind, lookup) }));
}

const firstKind = ([first]: { kind: IdentifierKind }[]) => first && { kind: first.kind };

type Holder = { personId: string; isNew: boolean } | Refused;

function holderOf(row: PlannedRow, register: Register, names: Map<string, string>): Holder {
  const unique = uniqueOf(row);
  const owners = new Set(
    unique.flatMap(({ key, further }) =>
      [key, ...further].flatMap((each) => register.ownerOf(each)?.personId ?? []),
    ),
  );
  if (row.personId) {
    if (!names.has(row.personId)) return { error: 'person_unknown' };
    owners.delete(row.personId);
    return owners.size > 0
      ? { error: 'identifier_of_another', ...kindHeldBy(unique, owners, register) }
      : { personId: row.personId, isNew: false };
  }
  if (owners.size > 1) {
    return { error: 'identifiers_of_two_people', ...kindHeldBy(unique, owners, register) };
  }
  const [personId] = owners;
  if (!personId) return holderByShared(row, unique, register, names);
  // By whichever of two merged records a roster names somebody, it means the one that is left.
  const isMain = ({ key }: Unique) => {
    const owner = register.ownerOf(key);
    return owner?.alias === false || owner?.merged === true;
  };
  if (unique.some(isMain)) return { personId, isNew: false };
  return takingOver(unique, personId, sameName(row.name, names.get(personId)), register);
}

function kindHeldBy(unique: Unique[], owners: Set<string>, register: Register) {
  const held = (key: string) => owners.has(register.ownerOf(key)?.personId ?? '');
  return firstKind(unique.filter(({ key, further }) => [key, ...further].some(held)));
}

/**
 * The main identifiers of the row are new, or further ones on record: one takes the place of the
 * present main one only where the row names that one, and the person by the same name.
 */
function takingOver(
  unique: Unique[],
  personId: string,
  isSameName: boolean,
  register: Register,
): Holder {
  const takesOver = unique.some(({ kind, further }) => {
    const main = register.mainOf(personId, kind);
    return main !== undefined && further.includes(main);
  });
  if (takesOver && isSameName) return { personId, isNew: false };
  const owned = unique.find(({ key }) => register.ownerOf(key) !== undefined);
  return {
    error: owned && isSameName ? 'identifier_is_alias' : 'identifier_of_another',
    ...kindHeldBy(owned ? [owned] : unique, new Set([personId]), register),
  };
}

/**
 * Nobody has the row's unique identifiers, so that it means the person with its shared one and its name
 * who has none of their kinds.
 */
function holderByShared(
  row: PlannedRow,
  unique: Unique[],
  register: Register,
  names: Map<string, string>,
): Holder {
  const shared = sharedOf(row);
  if (shared.length + unique.length === 0) return { error: 'identifier_missing' };
  const holders = new Set(shared.flatMap(({ key }) => register.holdersOf(key)));
  const meant = [...holders].filter(
    (personId) =>
      sameName(row.name, names.get(personId)) &&
      unique.every(({ kind }) => register.mainOf(personId, kind) === undefined),
  );
  if (meant.length > 1) return { error: 'identifier_shared', ...firstKind(shared) };
  const [personId] = meant;
  return personId ? { personId, isNew: false } : { personId: randomUUID(), isNew: true };
}

/** The identifier of the row that others have as well, if one of them or this person has no user name. */
function sharedWithUnnamed(row: PlannedRow, personId: string, register: Register) {
  const named = row.identifiers.some(({ kind }) => kind === 'username');
  const lacks = (each: string) => register.mainOf(each, 'username') === undefined;
  return sharedOf(row).find(({ key }) => {
    const sharing = register.holdersOf(key).filter((each) => each !== personId);
    return sharing.length > 0 && ((!named && lacks(personId)) || sharing.some(lacks));
  });
}
