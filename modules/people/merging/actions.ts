import { commonProblems } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { mapConstraintErrors, Problem } from '../../../platform/problems.ts';
import { initialPurpose } from '../accounts/initial.ts';
import { maskIdentifier } from '../identifier-kinds.ts';
import { decryptIdentifier, encryptIdentifier, type Identifier } from '../identifiers.ts';
import {
  insertMerged,
  listCompared,
  listIdentifiersOf,
  listMergedIdentifiers,
  restoreMerged,
  storeMerged,
} from './queries.ts';
import { type Compared, type LikePair, likePairs, maskedBeside } from './rules.ts';

export { listSamePeople } from './queries.ts';

/** An identifier as it is shown, masked; `alias` for a further one. */
export type ShownIdentifier = Identifier & { alias: boolean };

/**
 * What one record is known by leads to another one of the realm from now on. Of a kind that the other record has no
 * identifier of, the first becomes its main one; all others are further ones. Call `lockRealm` first.
 */
export async function mergeIdentifiers(
  tx: Tx,
  realm: string,
  { mergeId, from, into }: { mergeId: string; from: string; into: string },
): Promise<void> {
  const { db } = tx;
  const { keys } = tx.platform;
  const all = await listIdentifiersOf(db, realm, [from, into]);
  const own = all.filter(({ person_id }) => person_id === into);
  const held = new Set(own.filter(({ alias }) => !alias).map(({ kind }) => kind));
  // Two records may share a phone: the other one has it already.
  const isHeld = (kind: string, lookup: string) =>
    own.some((each) => each.kind === kind && each.lookup === lookup);
  const moved = all.filter(
    ({ person_id, kind, lookup }) => person_id === from && !isHeld(kind, lookup),
  );
  const rows = moved.map(({ kind, lookup, encrypted, alias }) => {
    const value = encrypted && decryptIdentifier(keys, { realm, kind, personId: from }, encrypted);
    return {
      ...{ kind, lookup, alias: alias || held.has(kind) },
      encrypted:
        value === null ? null : encryptIdentifier(keys, { realm, kind, personId: into }, value),
    };
  });
  await storeMerged(db, { mergeId, realm, personId: from });
  await insertMerged(db, { mergeId, realm, personId: into }, rows);
}

/** Gives a record back what a merge took. Throws `conflict` where somebody is known by one of these by now. */
export function restoreIdentifiers(tx: Tx, mergeId: string): Promise<void> {
  const taken = () => new Problem(commonProblems.conflict);
  return mapConstraintErrors({ identifiers_once: taken, identifiers_one_main: taken }, () =>
    restoreMerged(tx.db, mergeId),
  );
}

/**
 * All that two people are known by in a realm, further ones included; masked, but for the few characters in which two
 * of their documents differ: masked alike, a mistyped number would look the same.
 */
export async function listComparedIdentifiers(
  { db, keys }: Pick<Platform, 'db' | 'keys'>,
  realm: string,
  personIds: string[],
): Promise<Map<string, ShownIdentifier[]>> {
  const rows = await listIdentifiersOf(db, realm, personIds);
  const full = rows.map((row) => ({ ...row, value: plainValue(keys, realm, row) }));
  return grouped(
    full.map(({ person_id: personId, kind, value, alias }) => {
      const others = full.filter((each) => each.person_id !== personId && each.kind === kind);
      const shown = maskedBeside(
        kind,
        value,
        others.map((each) => each.value),
      );
      return [personId, { kind, value: shown, alias }];
    }),
  );
}

/** What merged records were known by, masked, by merge. */
export async function listMaskedOfMerges(
  { db, keys }: Pick<Platform, 'db' | 'keys'>,
  mergeIds: string[],
): Promise<Map<string, Identifier[]>> {
  const rows = await listMergedIdentifiers(db, mergeIds);
  return grouped(
    rows.map((row) => {
      const value = maskIdentifier(row.kind, plainValue(keys, row.realm, row));
      return [row.mergeId, { kind: row.kind, value }];
    }),
  );
}

function grouped<T>(entries: [string, T][]): Map<string, T[]> {
  const byId = Map.groupBy(entries, ([id]) => id);
  return new Map([...byId].map(([id, all]) => [id, all.map(([, each]) => each)]));
}

function plainValue(
  keys: Platform['keys'],
  realm: string,
  row: Awaited<ReturnType<typeof listIdentifiersOf>>[number],
): string {
  const { kind, lookup, encrypted, person_id: personId } = row;
  return encrypted ? decryptIdentifier(keys, { realm, kind, personId }, encrypted) : lookup;
}

/** Who of people that have their names in common, name by name, are likely one person. */
export async function findLikePairs(
  { db, keys }: Pick<Platform, 'db' | 'keys'>,
  realm: string,
  namesakes: string[][],
): Promise<LikePair[]> {
  const rows = await listCompared(db, realm, namesakes.flat());
  const rowsOf = Map.groupBy(rows, ({ person_id }) => person_id);
  const compared = (personId: string): Compared => {
    const own = rowsOf.get(personId) ?? [];
    const initial = own[0]?.initial_encrypted;
    return {
      personId,
      documents: own.flatMap(({ kind, encrypted }) =>
        kind === 'identity' && encrypted
          ? [decryptIdentifier(keys, { realm, kind, personId }, encrypted)]
          : [],
      ),
      phones: own.flatMap(({ kind, lookup }) => (kind === 'phone' && lookup ? [lookup] : [])),
      date: initial ? keys.decrypt(initialPurpose(personId, realm), initial).reveal() : null,
    };
  };
  return namesakes.flatMap((ids) => likePairs(ids.map(compared)));
}
