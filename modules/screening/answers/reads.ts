import type { ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { currentProgramme, formVersion } from '../../programmes/public.ts';
import { maskValues } from '../../reports/public.ts';
import type { screening } from '../contract.ts';
import { withinCheck } from './actions.ts';
import { findAnswers } from './queries.ts';

type Described = ResponseOf<typeof screening.record>['answers'];

/** What was filled in with a check, by the form as it was then; personal values are masked. */
export async function describeAnswers(
  platform: Platform,
  { id, enrolmentId }: { id: string; enrolmentId: number },
): Promise<Described> {
  const stored = await findAnswers(platform.db, id);
  if (!stored) return null;
  const { form_version_id: versionId, content, incomplete } = stored;
  if (versionId === null) return { form: null, values: {}, incomplete };
  const { definition, programmeId } = await formVersion(platform, versionId);
  const { zone } = (await currentProgramme(platform, programmeId)).definition;
  const owner = { definition, enrolmentId, within: withinCheck(id) };
  const values = maskValues(platform.keys, owner, content);
  return { form: { definition, zone }, values, incomplete };
}
