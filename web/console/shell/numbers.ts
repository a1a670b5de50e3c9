const grouped = new Intl.NumberFormat('en');

/** A count as people read it: 30,000. */
export function formatCount(count: number): string {
  return grouped.format(count);
}
