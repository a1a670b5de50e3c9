import type { Act, Level } from './contract.ts';

/** Somebody's assignment to a site, as the rules see it. */
export type Scanner = {
  id: number;
  personId: string;
  level: Level;
  /** The assignment of who stands above, at the same site; null for the head of a line. */
  superiorId: number | null;
  selfDisabled: boolean;
  lineDisabled: boolean;
};

/** As what somebody deals with the scanners of a site. */
export type Standing = {
  /** They answer for the site from above it: an administrator, or a senior of a site around it. */
  above: boolean;
  /** Their own assignment to the site. */
  own: Scanner | undefined;
};

type Rank = Level | 'above';

/** What each may do at a site. `reach`: to whom of its scanners. */
export const powers: Record<
  Rank,
  {
    adds: readonly Level[];
    reach: 'everybody' | 'those below' | 'nobody';
    replaces: readonly Level[];
  }
> = {
  above: { adds: ['senior'], reach: 'everybody', replaces: ['senior', 'intermediate'] },
  senior: {
    adds: ['intermediate', 'ordinary'],
    reach: 'those below',
    replaces: ['intermediate'],
  },
  intermediate: { adds: ['ordinary'], reach: 'those below', replaces: [] },
  ordinary: { adds: [], reach: 'nobody', replaces: [] },
};

/** Why somebody may not; each is a problem of the contract, but for what they do not even see. */
export type Refusal = 'not_found' | 'not_oneself' | 'own_line' | 'level_too_low';

const ranksOf = ({ above, own }: Standing): Rank[] => [
  ...(above ? (['above'] as const) : []),
  ...(own ? [own.level] : []),
];

/** The levels that somebody may add to a site. */
export function levelsToAdd(standing: Standing): Level[] {
  return ranksOf(standing).flatMap((rank) => powers[rank].adds);
}

/** Under whom a new scanner of this level would stand: who adds them, or nobody, as the head of a line. */
export function superiorFor({ own }: Standing, level: Level): Scanner | null {
  return own && powers[own.level].adds.includes(level) ? own : null;
}

/** The scanner and all above, from the scanner up. */
export function lineAbove(all: readonly Scanner[], id: number): Scanner[] {
  const scanner = all.find((each) => each.id === id);
  if (!scanner) return [];
  return [scanner, ...(scanner.superiorId === null ? [] : lineAbove(all, scanner.superiorId))];
}

/** The scanner and all below. */
export function lineBelow(all: readonly Scanner[], id: number): Scanner[] {
  return all.filter((each) => lineAbove(all, each.id).some((upper) => upper.id === id));
}

/** Whether somebody is disabled at a site, as far as that is not the site's own doing. */
export function isDisabled(all: readonly Scanner[], id: number): boolean {
  const [self, ...above] = lineAbove(all, id);
  if (!self) return true;
  return self.selfDisabled || [self, ...above].some(({ lineDisabled }) => lineDisabled);
}

/** Whom of a site somebody sees: themselves and those below; everybody from above. */
export function visibleTo(standing: Standing, all: readonly Scanner[]): Scanner[] {
  if (standing.above) return [...all];
  const { own } = standing;
  if (!own || powers[own.level].reach === 'nobody') return [];
  return lineBelow(all, own.id);
}

/** Why somebody may not do this to a scanner of a site; null where they may. */
export function refusalOf(
  act: Act,
  standing: Standing,
  target: Scanner,
  all: readonly Scanner[],
): Refusal | null {
  if (!visibleTo(standing, all).some(({ id }) => id === target.id)) return 'not_found';
  const { own } = standing;
  if (own?.id === target.id) return 'not_oneself';
  // From above one could still cut off the branch on which one sits.
  const standsIn = own && lineAbove(all, own.id).some(({ id }) => id === target.id);
  if (standsIn && act !== 'disable-self') return 'own_line';
  if (act !== 'replace') return null;
  const replaces = ranksOf(standing).flatMap((rank) => powers[rank].replaces);
  return replaces.includes(target.level) ? null : 'level_too_low';
}

/** What keeps an ordinary scanner from taking somebody's place; nothing where they can. */
export function replacementProblem(
  standing: Standing,
  target: Scanner,
  replacement: Scanner,
  all: readonly Scanner[],
): 'not_oneself' | 'replacement_not_ordinary' | 'replacement_disabled' | 'line_is_disabled' | null {
  // Nobody raises themselves.
  if (replacement.id === standing.own?.id) return 'not_oneself';
  if (replacement.level !== 'ordinary') return 'replacement_not_ordinary';
  if (lineAbove(all, target.id).some(({ lineDisabled }) => lineDisabled)) return 'line_is_disabled';
  return isDisabled(all, replacement.id) ? 'replacement_disabled' : null;
}

/**
 * The scanners of a site after somebody took another's place: they take over level, superior and those below;
 * who was replaced is ordinary, and stands under them. Everybody's own flags stay theirs.
 */
export function afterReplacement(
  all: readonly Scanner[],
  targetId: number,
  replacementId: number,
): Scanner[] {
  const target = all.find(({ id }) => id === targetId);
  if (!target) return [...all];
  return all.map((each) => {
    if (each.id === replacementId) {
      return { ...each, level: target.level, superiorId: target.superiorId };
    }
    if (each.id === targetId) {
      return { ...each, level: 'ordinary' as const, superiorId: replacementId };
    }
    return each.superiorId === targetId ? { ...each, superiorId: replacementId } : each;
  });
}
