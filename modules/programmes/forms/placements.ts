import { type Platform, perPlatform } from '../../../platform/platform.ts';
import type { Placements } from './placement-rules.ts';
import { listCounting } from './queries-placements.ts';

/**
 * So long a process goes by what it has read: what is given elsewhere meanwhile, by another process, takes so long to
 * be noticed. A report or a check costs no statement of its own.
 */
const freshForMs = 2000;

type Read = { at: number; placements: Promise<Placements> };
const cache = perPlatform(() => new Map<number, Read>());

/** What counts now, but for what another process changed in the last seconds. */
export function placementsOf(platform: Platform, programmeId: number): Promise<Placements> {
  const known = cache(platform);
  const read = known.get(programmeId);
  const at = performance.now();
  if (read && at - read.at < freshForMs) return read.placements;
  const placements = readPlacements(platform, programmeId);
  placements.catch(() => known.delete(programmeId));
  known.set(programmeId, { at, placements });
  return placements;
}

/** To be called once a change is committed. */
export function forgetPlacements(platform: Platform, programmeId: number): void {
  cache(platform).delete(programmeId);
}

async function readPlacements(platform: Platform, programmeId: number): Promise<Placements> {
  const rows = await listCounting(platform.db, programmeId);
  const of = (wanted: string) =>
    new Map(
      rows.filter(({ purpose }) => purpose === wanted).map(({ placeId, form }) => [placeId, form]),
    );
  return { check: of('check'), report: of('report') };
}
