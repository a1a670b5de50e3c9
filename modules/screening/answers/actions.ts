import type { BodyOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { invalid } from '../../../platform/problems.ts';
import { formVersion, type Programme } from '../../programmes/public.ts';
import { encryptValues } from '../../reports/public.ts';
import type { screening } from '../contract.ts';
import type { NewAnswers } from './queries.ts';
import { readAnswers } from './rules.ts';

type Given = NonNullable<BodyOf<typeof screening.check>['answers']>;

/** What answers stand in, for their encryption. */
export const withinCheck = (checkId: string) => `screening.answers ${checkId}`;

type Checked = { checkId: string; enrolmentId: number; programme: Programme };

/** Answers as they are stored with a check. Throws `invalid_input` for mistakes in those of a check that is made now. */
export async function answersOf(
  platform: Platform,
  { checkId, enrolmentId, programme }: Checked,
  { formVersionId, values }: Given,
  { at, isLate }: { at: Date; isLate: boolean },
): Promise<NewAnswers> {
  const given = await formVersion(platform, formVersionId).catch(() => null);
  const read = readAnswers(given, values, { programme, at, isLate });
  if ('mistakes' in read) throw invalid(...read.mistakes);
  const { version, incomplete } = read;
  const owner = version && {
    definition: version.definition,
    ...{ enrolmentId, within: withinCheck(checkId) },
  };
  const content = owner ? encryptValues(platform.keys, owner, read.values) : {};
  return { check_id: checkId, form_version_id: version?.id ?? null, content, incomplete };
}
