import type { Field, FormDefinition } from '../../../forms/definition.ts';

/** In how far two versions of a form differ: fields by their codes, and the form's own parts by name. */
export type ChangedParts = { added: Field[]; removed: Field[]; changed: Field[]; form: string[] };

export function changedParts(before: FormDefinition | null, after: FormDefinition): ChangedParts {
  const was = new Map((before?.fields ?? []).map((field) => [field.code, field]));
  const is = new Map(after.fields.map((field) => [field.code, field]));
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const order = (fields: Map<string, Field>, others: Map<string, Field>) =>
    [...fields.keys()].filter((code) => others.has(code));
  const parts = new Set([...Object.keys(before ?? {}), ...Object.keys(after)]) as Set<
    keyof FormDefinition
  >;
  parts.delete('fields');
  const form: string[] = [...parts].filter(
    (part) => before !== null && !isSame(before[part], after[part]),
  );
  if (!isSame(order(was, is), order(is, was))) form.push('order');
  return {
    added: after.fields.filter(({ code }) => !was.has(code)),
    removed: [...was.values()].filter(({ code }) => !is.has(code)),
    changed: after.fields.filter(
      ({ code }) => was.has(code) && !isSame(was.get(code), is.get(code)),
    ),
    form,
  };
}
