import { dayOf } from '../../../forms/days.ts';
import type { Text } from '../../../forms/definition.ts';
import type { ProgrammeTemplate } from '../../../forms/programme.ts';
import type { Platform } from '../../../platform/platform.ts';
import { contentOf } from '../identity/rules.ts';
import { programmeAt } from '../programme/cache.ts';
import { listProgrammes } from '../programme/queries.ts';
import { findMended, offeredParts } from './mended.ts';
import { listWithoutOrigin, setOrigin } from './queries.ts';
import { originOf } from './rules.ts';

/**
 * Notes of programmes that came with an earlier release, or with the set-up, what they were made from; at every start.
 * Once it is noted, a part that a template has newly is not taken for one that the programme does without.
 */
export async function enterOrigins(
  platform: Platform,
  templates: readonly ProgrammeTemplate[],
): Promise<void> {
  for (const { id } of await listWithoutOrigin(platform.db)) {
    const origin = originOf(templates, contentOf(await programmeAt(platform, id, 1)));
    if (origin) await setOrigin(platform.db, id, origin);
  }
}

/** A programme of which something that was mended in its template waits for a decision. */
export type Waiting = { code: string; name: Text; parts: number };

/** Those that are not over yet, in the order of their codes. */
export async function listWaitingOffers(
  platform: Platform,
  templates: readonly ProgrammeTemplate[],
): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  for (const { id, version, template } of await listProgrammes(platform.db)) {
    if (template === null) continue;
    const programme = await programmeAt(platform, id, version);
    const { zone, endsOn, name } = programme.definition;
    if (dayOf(platform.clock.now(), zone) > endsOn) continue;
    const first = await programmeAt(platform, id, 1);
    const mended = await findMended(platform.db, { templates, programme, first });
    const parts = mended ? offeredParts(mended).length : 0;
    if (parts > 0) waiting.push({ code: programme.code, name, parts });
  }
  return waiting;
}
