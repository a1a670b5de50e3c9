import { shortInstant } from '../../forms/wall-time.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Actor } from '../../platform/scope.ts';
import type { Maker } from '../../platform/sheets/made-by.ts';
import { namesOf } from './queries.ts';

/** Who makes an export, as its last line says. */
export async function makerOf(
  { db, clock }: Platform,
  { personId }: Actor,
  zone: string,
): Promise<Maker> {
  const names = await namesOf(db, [personId]);
  return { name: names.get(personId) ?? '', at: shortInstant(clock.now(), zone) };
}
