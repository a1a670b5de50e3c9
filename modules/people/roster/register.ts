import type { IdentifierKind } from '../../../forms/sign-in.ts';
import type { KnownIdentifier, PlannedRow } from './rules.ts';

/** What stands for an identifier of a realm. */
export const keyOf = (kind: IdentifierKind, lookup: string): string => `${kind} ${lookup}`;

export type Register = ReturnType<typeof identifierRegister>;

/** Who has which identifier, while a batch of rows is planned. */
export function identifierRegister(known: KnownIdentifier[]) {
  const held = Map.groupBy(known, ({ personId }) => personId);
  const before = new Map(held);
  const holders = new Map<string, KnownIdentifier[]>();
  for (const each of known) add(each);

  function add(each: KnownIdentifier): void {
    const key = keyOf(each.kind, each.lookup);
    holders.set(key, [...(holders.get(key) ?? []), each]);
  }
  function replace(personId: string, now: KnownIdentifier[]): void {
    for (const { kind, lookup } of held.get(personId) ?? []) {
      const key = keyOf(kind, lookup);
      const others = (holders.get(key) ?? []).filter((each) => each.personId !== personId);
      if (others.length > 0) holders.set(key, others);
      else holders.delete(key);
    }
    held.set(personId, now);
    for (const each of now) add(each);
  }

  return {
    /** Who has a unique identifier. */
    ownerOf: (key: string) => holders.get(key)?.[0],
    holdersOf: (key: string) => (holders.get(key) ?? []).map(({ personId }) => personId),
    /** The key of a person's main identifier of a kind. */
    mainOf(personId: string, kind: IdentifierKind): string | undefined {
      const main = held.get(personId)?.find((each) => each.kind === kind && !each.alias);
      return main && keyOf(kind, main.lookup);
    },
    /** Takes back the aliases of a kind that are not among `further` nor merged; says whether there were any. */
    keepOnly(personId: string, kind: IdentifierKind, further: string[]): boolean {
      const all = held.get(personId) ?? [];
      const dropped = all.filter(
        (each) =>
          each.kind === kind &&
          each.alias &&
          !each.merged &&
          !further.includes(keyOf(kind, each.lookup)),
      );
      if (dropped.length > 0) {
        replace(
          personId,
          all.filter((each) => !dropped.includes(each)),
        );
      }
      return dropped.length > 0;
    },
    /**
     * Gives a person these identifiers; answers what differs from the record. What came by a merge stays a further
     * one, also where a row names it alone, unless the row says by `isKnown` that the person's own is to change.
     */
    give(personId: string, identifiers: PlannedRow['identifiers'], isKnown: boolean) {
      const present = held.get(personId) ?? [];
      const given = new Set(identifiers.map(({ kind }) => kind));
      const kept = present.filter(({ kind }) => !given.has(kind));
      const now = identifiers.flatMap(({ kind, lookup, aliases }) => {
        const ofKind = present.filter((each) => each.kind === kind);
        const isMerged = ofKind.some((each) => each.lookup === lookup && each.alias && each.merged);
        if (isMerged && !isKnown) return ofKind;
        const onRecord = ofKind.filter(({ alias }) => alias);
        const merged = ofKind.filter((each) => each.merged).map((each) => each.lookup);
        const further = new Set(aliases ?? onRecord.map((each) => each.lookup));
        for (const each of merged) further.add(each);
        further.delete(lookup);
        return [
          { kind, lookup, personId, alias: false },
          ...[...further].map((each) => ({ kind, lookup: each, personId, alias: true })),
        ];
      });
      replace(personId, [...kept, ...now]);
      return difference(before.get(personId) ?? [], [...kept, ...now]);
    },
  };
}

function difference(before: KnownIdentifier[], after: KnownIdentifier[]) {
  const key = ({ kind, lookup, alias }: KnownIdentifier) => `${alias} ${keyOf(kind, lookup)}`;
  const [old, fresh] = [new Set(before.map(key)), new Set(after.map(key))];
  return {
    added: after.filter((each) => !old.has(key(each))),
    removed: before.filter((each) => !fresh.has(key(each))),
  };
}
