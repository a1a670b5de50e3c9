import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { SelfScope } from '../../../platform/scope.ts';
import {
  type EnrolmentFacts,
  enrolmentOf,
  type Programme,
  programmeAt,
} from '../../programmes/public.ts';
import { codesProblems } from '../contract.ts';

/** Somebody with a code: what part they have in which programme. */
export type Holder = { facts: EnrolmentFacts; programme: Programme };

/** One's own part in the programme that one is signed in to. Throws `no_code` where that has no codes. */
export async function requireHolder(platform: Platform, self: SelfScope): Promise<Holder> {
  const facts = await enrolmentOf(platform, self.personId, self.realm);
  if (!facts) throw new Problem(codesProblems.no_code);
  const programme = await programmeAt(platform, facts.programmeId, facts.programmeVersion);
  if (!programme.definition.colours) throw new Problem(codesProblems.no_code);
  return { facts, programme };
}
