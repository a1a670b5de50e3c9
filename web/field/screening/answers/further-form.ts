import type { FormDefinition } from '../../../../forms/definition.ts';
import { isRequired, visibleFields } from '../../../../forms/visibility.ts';
import type { screening } from '../../../../modules/screening/contract.ts';
import type { BodyOf } from '../../../../platform/contract.ts';

/** What a programme asks of somebody at a check, beside the temperature. */
export type FurtherForm = { versionId: number; definition: FormDefinition; zone: string };

/** What was filled in, as it is sent with the check. */
export type Answers = NonNullable<BodyOf<typeof screening.check>['answers']>;

/** Whether all of the form may be left empty. */
export function isOptional(definition: FormDefinition): boolean {
  return [...visibleFields(definition, {})].every((code) => !isRequired(definition, code, {}));
}
