import type { Field, FormDefinition, RowField } from '../../../forms/definition.ts';
import { rowTypeOf, typeOf } from '../../../forms/fields/registry.ts';
import { leafFields } from '../../../forms/leaves.ts';
import type { MilestoneRule } from '../../../forms/policy.ts';
import type { Service } from '../../../forms/programme.ts';
import type { reports } from '../../../modules/reports/contract.ts';
import type { FieldProblem, ResponseOf } from '../../../platform/contract.ts';
import type { RawValues } from '../values.ts';
import type { Mine } from './session.ts';

export type PublishedForm = Mine['forms'][number];
export type Report = ResponseOf<typeof reports.mine>['reports'][number];

export function findForm(mine: Pick<Mine, 'forms'>, code: string): PublishedForm | undefined {
  return mine.forms.find(({ definition }) => definition.code === code);
}

/** The form of which one is due for each day. */
export function dailyFormOf(mine: Mine): PublishedForm | undefined {
  return mine.forms.find(({ policy }) => policy.slots === 'daily');
}

/** The forms of a service that are on offer to the person, in order. */
export function formsOf(mine: Mine, { forms = [] }: Service): PublishedForm[] {
  return forms.flatMap((code) => findForm(mine, code) ?? []);
}

/** The services of a person's group, in order, with the forms that are on offer to them. */
export function servicesOf(mine: Mine): { service: Service; forms: PublishedForm[] }[] {
  return mine.services.flatMap((code) => {
    const service = mine.definition.services.find((each) => each.code === code);
    return service ? [{ service, forms: formsOf(mine, service) }] : [];
  });
}

export function findMilestone(mine: Mine, code: string | null): MilestoneRule | undefined {
  return mine.definition.milestones.find((milestone) => milestone.code === code);
}

/** The form on offer in which one first tells a milestone: the source that counts least, as a plan does. */
export function formOfMilestone(mine: Mine, { sources }: MilestoneRule): PublishedForm | undefined {
  return sources.flatMap(({ form }) => findForm(mine, form) ?? []).at(-1);
}

/** Whether sending it needs a network: photos are stored before the report names them. */
export function hasPhotos({ fields }: { fields: readonly Field[] }): boolean {
  return leafFields(fields).some((field) => rowTypeOf(field).files);
}

/** Of earlier values those that this version of the form still asks for. */
export function keepKnownFields(
  definition: { fields: readonly Field[] },
  values: RawValues,
): RawValues {
  const kept: RawValues = {};
  for (const field of definition.fields) {
    const value = values[field.code];
    if (value === undefined) continue;
    kept[field.code] =
      field.type === 'group' && Array.isArray(value)
        ? value.map((row) => keepKnownFields(field, row as RawValues))
        : value;
  }
  return kept;
}

/** The server may tell a field's place within the request; a form knows it within its values. */
export function fieldsOfForm(fields: FieldProblem[], definition: FormDefinition): FieldProblem[] {
  const codes = new Set(definition.fields.map(({ code }) => code));
  return fields.flatMap((problem) => {
    const path = problem.path.replace(/^values\./, '');
    return codes.has(path.split('.')[0] ?? '') ? [{ ...problem, path }] : [];
  });
}

/** The answers that tell several reports of a form apart at a glance. */
export function summaryFields({ definition }: PublishedForm): RowField[] {
  return definition.fields
    .filter((field): field is RowField => typeOf(field).size === 'glance')
    .slice(0, 3);
}
