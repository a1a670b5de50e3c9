import { batched } from '../../../platform/batch.ts';
import { type Platform, perPlatform } from '../../../platform/platform.ts';
import type { EnrolmentFacts } from '../model.ts';
import { findEnrolments } from './queries.ts';

/** Enrolments change, so each request reads its own; requests of the same moment share one query. */
const enrolments = perPlatform((platform) =>
  batched<{ personId: string; realm: string }, EnrolmentFacts | null>({
    run: (asked) => findEnrolments(platform.db, asked),
    maxItems: 256,
    maxInFlight: 3,
  }),
);

/** The part that a person has in the programme of a realm; null for who has none there. */
export function enrolmentOf(
  platform: Platform,
  personId: string,
  realm: string,
): Promise<EnrolmentFacts | null> {
  return enrolments(platform)({ personId, realm });
}
