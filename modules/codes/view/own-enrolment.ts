import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import type { SelfScope } from '../../../platform/scope.ts';
import { type EnrolmentFacts, enrolmentOf } from '../../programmes/public.ts';

/** One's own part in the programme that one is signed in to. */
export async function ownEnrolment(
  platform: Platform,
  { personId, realm }: SelfScope,
): Promise<EnrolmentFacts> {
  return getOrNotFound(await enrolmentOf(platform, personId, realm));
}
