/** Pure arithmetic of the overview; the moment is passed in. */

type Quarter = { beginsAt: Date; checks: number };

const quarter = 15 * 60_000;
const hour = 4 * quarter;
const hoursShown = 24;

/**
 * Checks of today, and of each of the last 24 hours. Hours begin as the day does, which is not at a full hour of UTC in
 * every zone.
 */
export function checksByHour(
  quarters: readonly Quarter[],
  { now, startOfToday }: { now: Date; startOfToday: Date },
): { today: number; hours: { begins: string; checks: number }[] } {
  const offset = startOfToday.getTime() % hour;
  const hourOf = (at: number) => Math.floor((at - offset) / hour);
  const current = hourOf(now.getTime());
  const sums = new Map<number, number>();
  let today = 0;
  for (const { beginsAt, checks } of quarters) {
    if (beginsAt >= startOfToday) today += checks;
    const at = hourOf(beginsAt.getTime());
    sums.set(at, (sums.get(at) ?? 0) + checks);
  }
  const hours = Array.from({ length: hoursShown }, (_, index) => {
    const at = current - hoursShown + 1 + index;
    return { begins: new Date(at * hour + offset).toISOString(), checks: sums.get(at) ?? 0 };
  });
  return { today, hours };
}
