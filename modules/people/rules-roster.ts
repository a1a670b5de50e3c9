import { randomUUID } from 'node:crypto';

/** One person as a roster names them. */
export type RosterPerson = {
  /** Somebody who exists already, known by another way than the card. */
  personId?: string;
  name: string;
  /** The main card number. */
  card: string;
  /** All further cards of the person; left out, those on record stay. */
  aliases?: string[];
  /** Initial password `YYYYMMDD`; null keeps what is on record. */
  initial: string | null;
};

/**
 * Why a row is refused:
 * - `card_twice`: an earlier row has the same card;
 * - `card_is_alias`: the card is a further card of a person, whose own row says all there is to say;
 * - `card_of_another`: one of the cards is on record for another person;
 * - `cards_of_two_people`: the cards belong to two people, who are never merged by a roster;
 * - `person_unknown`: there is no person with the given id.
 */
export type RosterRefusal =
  | 'card_twice'
  | 'card_is_alias'
  | 'card_of_another'
  | 'cards_of_two_people'
  | 'person_unknown';

export type KnownCard = { card: string; personId: string; alias: boolean };

export type RosterPlan =
  | { error: RosterRefusal }
  | {
      personId: string;
      /** Nobody on record had one of the cards. */
      isNew: boolean;
      /** All cards of the person from now on, where they change. */
      cards: KnownCard[] | null;
    };

/** A card number as it is kept and looked for: full-width digits narrowed, no white space. */
export function cardLookup(card: string): string {
  return card.normalize('NFKC').replace(/\s+/g, '');
}

const sameName = (a: string, b: string | undefined): boolean =>
  b !== undefined && nameKey(a) === nameKey(b);

const nameKey = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** Decides row by row whom each one is about. `names` holds the people on record, by id. */
export function planRoster(
  rows: RosterPerson[],
  known: KnownCard[],
  names: Map<string, string>,
): RosterPlan[] {
  const mayRelease = new Set(rows);
  for (;;) {
    const { plans, released } = planOnce(rows, known, new Map(names), mayRelease);
    // A row that is refused gives nothing up: without its card, those that counted on it are decided anew.
    const refused = [...released].filter((index) => 'error' in (plans[index] as RosterPlan));
    if (refused.length === 0) return plans;
    for (const index of refused) mayRelease.delete(rows[index] as RosterPerson);
  }
}

function planOnce(
  rows: RosterPerson[],
  known: KnownCard[],
  names: Map<string, string>,
  mayRelease: Set<RosterPerson>,
): { plans: RosterPlan[]; released: Set<number> } {
  const register = cardRegister(known);
  const furtherCards = new Set(rows.flatMap((row) => furtherOf(row) ?? []));
  const rowsSeen = new Set<string>();
  const released = new Set<number>();
  // A card that a corrected row gives up is free for the row that rightly has it, wherever it stands.
  for (const [index, row] of rows.entries()) {
    const further = furtherOf(row);
    const holder = register.ownerOf(cardLookup(row.card));
    if (!further || !holder || holder.alias || !mayRelease.has(row)) continue;
    if (register.keepOnly(holder.personId, further)) released.add(index);
  }
  const plans = rows.map((row): RosterPlan => {
    const card = cardLookup(row.card);
    if (rowsSeen.has(card)) return { error: 'card_twice' };
    rowsSeen.add(card);
    if (furtherCards.has(card)) return { error: 'card_is_alias' };
    const holder = holderOf(row, register, names);
    if ('error' in holder) return holder;
    names.set(holder.personId, row.name);
    return { ...holder, cards: register.give(holder.personId, card, furtherOf(row)) };
  });
  return { plans, released };
}

function furtherOf(row: RosterPerson): string[] | undefined {
  const main = cardLookup(row.card);
  return row.aliases && [...new Set(row.aliases.map(cardLookup))].filter((card) => card !== main);
}

type Holder = { personId: string; isNew: boolean } | { error: RosterRefusal };

function holderOf(row: RosterPerson, register: Register, names: Map<string, string>): Holder {
  const owned = register.ownerOf(cardLookup(row.card));
  const further = (furtherOf(row) ?? []).flatMap((card) => register.ownerOf(card) ?? []);
  const owners = new Set([...(owned ? [owned] : []), ...further].map(({ personId }) => personId));
  if (row.personId) {
    if (!names.has(row.personId)) return { error: 'person_unknown' };
    owners.delete(row.personId);
    return owners.size > 0
      ? { error: 'card_of_another' }
      : { personId: row.personId, isNew: false };
  }
  if (owners.size > 1) return { error: 'cards_of_two_people' };
  const [personId] = owners;
  if (!personId) return { personId: randomUUID(), isNew: true };
  if (owned && !owned.alias) return { personId, isNew: false };
  // The main card of the row is new, or a further one on record: it takes the place of the present
  // main card only where the row names that one, and the person by the same name.
  const present = register.mainOf(personId);
  const takesOver = further.some(({ card, alias }) => !alias && card === present);
  if (takesOver && sameName(row.name, names.get(personId))) return { personId, isNew: false };
  return {
    error: owned && sameName(row.name, names.get(personId)) ? 'card_is_alias' : 'card_of_another',
  };
}

type Register = ReturnType<typeof cardRegister>;

/** Who has which card, while a batch of rows is planned. */
function cardRegister(known: KnownCard[]) {
  const owners = new Map(known.map((each) => [each.card, each]));
  const before = Map.groupBy(known, ({ personId }) => personId);
  const cardsOf = (personId: string) =>
    [...(held.get(personId) ?? [])].flatMap((card) => owners.get(card) ?? []);
  const held = new Map(
    [...before].map(([personId, cards]) => [personId, new Set(cards.map(({ card }) => card))]),
  );

  return {
    ownerOf: (card: string) => owners.get(card),
    mainOf: (personId: string) => cardsOf(personId).find(({ alias }) => !alias)?.card,
    /** Takes back the further cards that are not among `further`; says whether there were any. */
    keepOnly(personId: string, further: string[]): boolean {
      const dropped = cardsOf(personId).filter(
        ({ card, alias }) => alias && !further.includes(card),
      );
      for (const { card } of dropped) {
        owners.delete(card);
        held.get(personId)?.delete(card);
      }
      return dropped.length > 0;
    },
    /** Gives a person these cards; answers all of them where that differs from the record. */
    give(personId: string, main: string, further: string[] | undefined): KnownCard[] | null {
      const kept = cardsOf(personId).flatMap(({ card, alias }) => (alias ? [card] : []));
      for (const { card } of cardsOf(personId)) owners.delete(card);
      const aliases = (further ?? kept).filter((card) => card !== main);
      const cards = [
        { card: main, personId, alias: false },
        ...aliases.map((card) => ({ card, personId, alias: true })),
      ];
      for (const each of cards) owners.set(each.card, each);
      held.set(personId, new Set(cards.map(({ card }) => card)));
      return isSame(before.get(personId) ?? [], cards) ? null : cards;
    },
  };
}

function isSame(before: KnownCard[], after: KnownCard[]): boolean {
  const key = ({ card, alias }: KnownCard) => `${alias} ${card}`;
  const keys = new Set(before.map(key));
  return before.length === after.length && after.every((each) => keys.has(key(each)));
}
