/** How many were to do something, and how many did. */
export type Sum = { due: number; done: number };

export function sumOf(sums: Iterable<Sum>): Sum {
  const total = { due: 0, done: 0 };
  for (const { due, done } of sums) {
    total.due += due;
    total.done += done;
  }
  return total;
}

/** Part that has reported, from 0 to 1; 1 when nobody is due. */
export function rateOf({ due, done }: Sum): number {
  return due === 0 ? 1 : done / due;
}

/** How many have not reported. */
export const missingOf = ({ due, done }: Sum): number => Math.max(0, due - done);

/**
 * A percentage that does not flatter: 100 only when everybody has reported, 0 only when nobody has.
 */
export function percentOf(sum: Sum): number | null {
  if (sum.due === 0) return null;
  if (sum.done === sum.due) return 100;
  return sum.done === 0 ? 0 : Math.min(99, Math.max(1, Math.round(rateOf(sum) * 100)));
}
