/** From how many failures of an address on the puzzles are of the next level. */
const levels = [10, 30, 100, 300];

/** Derivations of one key take longer with each level; there are some 128 keys to try. */
const firstCost = 5000;

/** How hard the puzzle is that goes beside the picture: 0 for none. */
export function levelOf(failures: number): number {
  return levels.filter((from) => failures >= from).length;
}

/**
 * The cost of each key of a puzzle. On a phone the first level is a matter of a second, the highest one
 * of five, while the person types.
 */
export function costOf(level: number): number {
  return firstCost * 2 ** Math.max(0, level - 1);
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
