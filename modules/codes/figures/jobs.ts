import { dayOf } from '../../../forms/days.ts';
import { defineJob } from '../../../platform/jobs.ts';
import type { Platform } from '../../../platform/platform.ts';
import { currentProgramme, listProgrammes, type Programme } from '../../programmes/public.ts';
import { countColours, findPiece, replaceCounts, type UnitColour } from './queries.ts';

/** So many people are counted by one statement. */
const atOnce = 50_000;

/** Counts the colours of all programmes that have them. Nothing about a person is written. */
export const countColoursJob = defineJob<object>({
  name: 'codes.count',
  schedule: '*/5 * * * *',
  async handle(platform) {
    for (const { id } of await listProgrammes(platform.db)) {
      const programme = await currentProgramme(platform, id);
      if (programme.definition.colours) await countProgramme(platform, programme);
    }
  },
});

async function countProgramme(platform: Platform, programme: Programme): Promise<void> {
  const { db, clock } = platform;
  const now = clock.now();
  const today = dayOf(now, programme.definition.zone);
  const sums = new Map<string, UnitColour>();
  for (let after: number | null = 0; after !== null; ) {
    const upTo: number | null = await findPiece(db, programme.id, after, atOnce);
    const rows = await countColours(db, programme.id, { after, upTo, today, now });
    for (const row of rows) {
      const key = `${row.placeId} ${row.colour}`;
      const known = sums.get(key);
      sums.set(key, known ? { ...known, people: known.people + row.people } : row);
    }
    after = upTo;
  }
  await platform.transaction(null, (tx) =>
    replaceCounts(tx.db, programme.id, [...sums.values()], now),
  );
}
