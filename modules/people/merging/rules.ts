import { readIdentity } from '../../../forms/identity.ts';
import type { IdentifierKind } from '../../../forms/sign-in.ts';
import { maskIdentifier } from '../identifier-kinds.ts';
import type { Likeness } from './contract.ts';

/** What of somebody is compared with others of the same name. */
export type Compared = {
  personId: string;
  /** As {@link identityText} writes them. */
  documents: string[];
  /** Stand for numbers that are not known here. */
  phones: string[];
  /** The date of a document, where those are initial passwords. */
  date: string | null;
};

export type LikePair = { one: string; other: string; reasons: Likeness[] };

/** A number written like a citizen's ends with a check digit, which follows from the rest. */
const likeCitizens = /^\d{17}[\dX]$/;

const read = (document: string) => readIdentity(document) ?? { kind: 'passport', number: document };

/** The number without what follows from the rest of it. */
function essential(number: string): string {
  return likeCitizens.test(number) ? number.slice(0, -1) : number;
}

/**
 * Two numbers have one of these in common when they differ in one character, or by two neighbours that changed places:
 * so nobody has to be compared with everybody.
 */
function nearbyKeys(number: string): string[] {
  const marks = [...essential(number)];
  const without = (from: number, by: string) =>
    `${marks.slice(0, from).join('')}${by}${marks.slice(from + by.length).join('')}`;
  return marks.flatMap((mark, index) => {
    const next = marks[index + 1];
    const swapped = next === undefined ? [] : [without(index, [mark, next].sort().join(''))];
    return [without(index, '?'), ...swapped.map((each) => `${index}~${each}`)];
  });
}

/** A permit that was renewed has two figures more. */
function renewalKeys(document: string): string[] {
  const { kind, number } = read(document);
  const base = /^([HM]\d{8}|\d{8})(?:\d{2})?$/.exec(number)?.[1];
  return base && kind.endsWith('_permit') ? [`${kind} ${base}`] : [];
}

function birthKeys(document: string): string[] {
  const { number } = read(document);
  return likeCitizens.test(number) ? [number.slice(6, 14)] : [];
}

/** Why two records of one name are likely one person: those that have a key of a rule in common. */
export const likenessRules: Record<Likeness, (of: Compared) => string[]> = {
  same_number: ({ documents }) => documents.map((each) => read(each).number),
  renewed_number: ({ documents }) => documents.flatMap(renewalKeys),
  near_number: ({ documents }) =>
    documents.flatMap((each) => {
      const { kind, number } = read(each);
      return nearbyKeys(number).map((key) => `${kind} ${key}`);
    }),
  same_phone: ({ phones }) => phones,
  same_birth: ({ documents }) => documents.flatMap(birthKeys),
  same_date: ({ date }) => (date === null ? [] : [date]),
};

/** More people than this with one key are no pair: a phone of an office, a date that stands for none. */
const mostWithOneKey = 10;

/** Who of these people of one name are likely one person, with all that says so. */
export function likePairs(namesakes: readonly Compared[]): LikePair[] {
  const pairs = new Map<string, LikePair>();
  for (const [reason, keysOf] of Object.entries(likenessRules) as [
    Likeness,
    (of: Compared) => string[],
  ][]) {
    const holders = new Map<string, Set<string>>();
    for (const each of namesakes) {
      for (const key of keysOf(each)) {
        const known = holders.get(key) ?? new Set();
        holders.set(key, known.add(each.personId));
      }
    }
    for (const people of holders.values()) {
      if (people.size > 1 && people.size <= mostWithOneKey) note(pairs, reason, [...people]);
    }
  }
  return [...pairs.values()];
}

function note(pairs: Map<string, LikePair>, reason: Likeness, people: string[]): void {
  const sorted = people.toSorted();
  for (const [index, one] of sorted.entries()) {
    for (const other of sorted.slice(index + 1)) {
      const key = `${one} ${other}`;
      const pair = pairs.get(key) ?? { one, other, reasons: [] };
      if (!pair.reasons.includes(reason)) pair.reasons.push(reason);
      pairs.set(key, pair);
    }
  }
}

/**
 * An identifier masked, but for the characters in which a document differs from one that is nearly the same. Beside all
 * others it stays masked: a few made-up records would tell the rest of a number that is half known.
 */
export function maskedBeside(kind: IdentifierKind, value: string, others: string[]): string {
  const masked = maskIdentifier(kind, value);
  if (kind !== 'identity') return masked;
  const { number } = read(value);
  const keys = new Set(nearbyKeys(number));
  const near = others
    .map((other) => read(other).number)
    .filter((other) => nearbyKeys(other).some((key) => keys.has(key)))
    .map((other) => [...number].flatMap((mark, index) => (mark === other[index] ? [] : [index])));
  const open = new Set(near.flat());
  return [...masked]
    .map((mark, index) => (open.has(index) ? (number[index] ?? mark) : mark))
    .join('');
}
