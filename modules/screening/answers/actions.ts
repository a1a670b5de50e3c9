import { isDeepStrictEqual } from 'node:util';
import { isCheckForm } from '../../../forms/purposes.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { invalid, Problem } from '../../../platform/problems.ts';
import {
  type FormVersion,
  formVersion,
  type Programme,
  wasScreeningForm,
} from '../../programmes/public.ts';
import { decryptValues, encryptValues } from '../../reports/public.ts';
import type { screening } from '../contract.ts';
import { findAnswers, type NewAnswers } from './queries.ts';
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
  const given = await formVersion(platform, formVersionId).catch(nullIfUnknown);
  const asked = given && (await wasAsked(platform, programme, given)) ? given : null;
  const read = readAnswers(asked, values, { zone: programme.definition.zone, at, isLate });
  if ('mistakes' in read) throw invalid(...read.mistakes);
  const { version, incomplete } = read;
  const owner = version && {
    definition: version.definition,
    ...{ enrolmentId, within: withinCheck(checkId) },
  };
  const content = owner ? encryptValues(platform.keys, owner, read.values) : {};
  return { check_id: checkId, form_version_id: version?.id ?? null, content, incomplete };
}

/** There is no such form. Where it could not be looked up, the check is sent again. */
function nullIfUnknown(error: unknown): null {
  if (error instanceof Problem) return null;
  throw error;
}

/** Whether scanners were asked for a form by any version of the programme: a phone may have an older one. */
async function wasAsked(
  platform: Platform,
  programme: Programme,
  { programmeId, form }: FormVersion,
): Promise<boolean> {
  if (programmeId !== programme.id) return false;
  if (isCheckForm(programme.definition, form)) return true;
  return wasScreeningForm(platform.db, programmeId, form);
}

/** Whether the same was filled in with a check that was sent again. */
export async function isAnsweredAlike(
  platform: Platform,
  { id, enrolment_id: enrolmentId }: { id: string; enrolment_id: number },
  sent: NewAnswers | null,
): Promise<boolean> {
  const stored = await findAnswers(platform.db, id);
  const content = async (answers: NewAnswers | null | undefined) => {
    if (!answers) return null;
    const { form_version_id: versionId, incomplete } = answers;
    if (versionId === null) return { versionId, incomplete };
    const { definition } = await formVersion(platform, versionId);
    const owner = { definition, enrolmentId, within: withinCheck(id) };
    return { versionId, incomplete, values: decryptValues(platform.keys, owner, answers.content) };
  };
  return isDeepStrictEqual(await content(sent), await content(stored));
}
