import {
  bitsOf,
  exactWidth,
  hourOf,
  isOver,
  type Listed,
  type ListMessage,
  type SmallestVersions,
  type Version,
} from './message.ts';

/** Of one hour: what the last whole state had, shortened, and what was listed since, exactly. */
type Hour = { hour: number; width: number; values: number[]; added: number[] };

/** As a scanner stores it. */
export type StoredRevocations = {
  version: Version;
  at: number;
  smallestVersions: SmallestVersions;
  hours: Hour[];
};

/** A message does not fit what is known: a whole state is needed. What is known still holds, and grows older. */
export class DoesNotFit extends Error {}

/**
 * What a scanner knows of credentials that were revoked. A state never changes: applying a message gives
 * another one or throws, so that after a failure the former one is there, whole, and as old as it is.
 */
export class Revocations {
  readonly #state: StoredRevocations;
  readonly #hours: Map<number, { hour: Hour; added: Set<number> }>;

  constructor(state: StoredRevocations) {
    this.#state = state;
    this.#hours = new Map(
      state.hours.map((hour) => [hour.hour, { hour, added: new Set(hour.added) }]),
    );
  }

  /** The first state, from a message that is whole by itself. */
  static from(message: ListMessage): Revocations {
    if (message.from) throw new DoesNotFit('A difference without the state that it changes.');
    const hours = message.added.map((group) => ({ ...group, added: [] }));
    return stateOf(message, hours);
  }

  get at(): number {
    return this.#state.at;
  }

  get version(): Version {
    return this.#state.version;
  }

  get smallestVersions(): SmallestVersions {
    return this.#state.smallestVersions;
  }

  get stored(): StoredRevocations {
    return this.#state;
  }

  /** How many are listed of hours that are not over. */
  countAt(now: number): number {
    return countOf(this.#state.hours.filter(({ hour }) => !isOver(hour, now)));
  }

  /** Whether a credential is listed; of those that are not, one in some ten thousand is taken for listed. */
  has(credential: Listed): boolean {
    const found = this.#hours.get(hourOf(credential));
    if (!found) return false;
    if (found.added.has(bitsOf(credential, exactWidth))) return true;
    return indexOf(found.hour.values, bitsOf(credential, found.hour.width)) >= 0;
  }

  /** Throws `DoesNotFit`. */
  apply(message: ListMessage): Revocations {
    if (message.at < this.#state.at) throw new DoesNotFit('Older than what is known.');
    if (!message.from) return Revocations.from(message);
    if (!isSame(message.from, this.#state.version)) throw new DoesNotFit('Changes another state.');
    const hours = new Map(
      this.#state.hours
        .filter(({ hour }) => !isOver(hour, message.at))
        .map((each) => [each.hour, { ...each, values: [...each.values], added: [...each.added] }]),
    );
    for (const { hour, values } of message.removed) {
      for (const value of values) takeOut(hours.get(hour), value);
    }
    for (const { hour, values } of message.added) {
      const known = hours.get(hour) ?? { hour, width: 0, values: [], added: [] };
      known.added.push(...values);
      hours.set(hour, known);
    }
    return stateOf(message, [...hours.values()]);
  }
}

function stateOf(message: ListMessage, hours: Hour[]): Revocations {
  const { to: version, at, smallestVersions } = message;
  const living = hours.filter(({ hour }) => !isOver(hour, at));
  if (countOf(living) !== message.total) throw new DoesNotFit('Another number is listed.');
  return new Revocations({ version, at, smallestVersions, hours: living });
}

const countOf = (hours: Hour[]) =>
  hours.reduce((sum, { values, added }) => sum + values.length + added.length, 0);

/** One of several that are alike stays where another goes: they are as many as there are credentials. */
function takeOut(hour: Hour | undefined, exact: number): void {
  if (!hour) throw new DoesNotFit('Removes what is not listed.');
  const recent = hour.added.indexOf(exact);
  if (recent >= 0) {
    hour.added.splice(recent, 1);
    return;
  }
  const at = indexOf(hour.values, Math.floor(exact / 2 ** (exactWidth - hour.width)));
  if (at < 0) throw new DoesNotFit('Removes what is not listed.');
  hour.values.splice(at, 1);
}

/** By halving; -1 where there is none. */
function indexOf(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === value ? low : -1;
}

function isSame(a: Version, b: Version): boolean {
  return a.number === b.number && a.mark.every((byte, at) => byte === b.mark[at]);
}
