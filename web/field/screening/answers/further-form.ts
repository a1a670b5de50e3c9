import type { FormDefinition } from '../../../../forms/definition.ts';
import type { screening } from '../../../../modules/screening/contract.ts';
import type { BodyOf } from '../../../../platform/contract.ts';

/** What a programme asks of somebody at a check, beside the temperature. */
export type FurtherForm = { versionId: number; definition: FormDefinition; zone: string };

/** What was filled in, as it is sent with the check. */
export type Answers = NonNullable<BodyOf<typeof screening.check>['answers']>;

/** Whether every field may be left empty whatever others say. */
export function isOptional({ fields }: FormDefinition): boolean {
  return fields.every(
    (field) =>
      !field.required && !field.requireWhen && !(field.type === 'group' && (field.min ?? 0) > 0),
  );
}
