import { family } from '../../../modules/family/contract.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { call } from '../../shared/api.ts';

/** By what somebody was found, and where. */
export type Given = BodyOf<typeof family.person>;

/** Who is in front of the scanner, and by what they were found. */
export type Found = { given: Given; person: ResponseOf<typeof family.person> };

export async function findPresent(given: Given): Promise<Found> {
  return { given, person: await call(family.person, { body: given }) };
}
