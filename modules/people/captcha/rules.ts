/** From how many failures of an address on the puzzles are of the next level. */
const levels = [10, 30, 100, 300];

/** Derivations of one key take longer with each level; one key in 256 solves a puzzle. */
const firstCost = 1000;

/** Of a puzzle that there is instead of a picture: nothing else is asked. */
const leastInstead = 5000;

/** How hard the puzzle is that goes beside the picture: 0 for none. */
export function levelOf(failures: number): number {
  return levels.filter((from) => failures >= from).length;
}

/**
 * The cost of each key of a puzzle, beside a picture or instead of one. A phone of the middle range solves one of the
 * highest level in three seconds on average, and nineteen of twenty in nine, while the person types.
 */
export function costOf(level: number, kind: 'picture' | 'puzzle'): number {
  const cost = firstCost * 2 ** Math.max(0, level - 1);
  return kind === 'puzzle' ? Math.max(leastInstead, cost) : cost;
}

/** A captcha was made before others behind the same address failed: one level less still counts. */
export function isHardEnough(made: number, asked: number): boolean {
  return made >= asked - 1 && (made > 0 || asked === 0);
}

/**
 * Counts what each address takes in the present minute. The function answers null, or how many seconds to
 * wait where an address has had all that it may have.
 */
export function allowancePerMinute(most: number): (address: string, now: Date) => number | null {
  let minute = 0;
  const taken = new Map<string, number>();
  return (address, now) => {
    const seconds = Math.floor(now.getTime() / 1000);
    if (Math.floor(seconds / 60) !== minute) taken.clear();
    minute = Math.floor(seconds / 60);
    const count = (taken.get(address) ?? 0) + 1;
    if (count > most) return 60 - (seconds % 60);
    taken.set(address, count);
    return null;
  };
}
