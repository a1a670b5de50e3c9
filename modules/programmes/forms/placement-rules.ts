import { isCheckForm, isPlacedForm, isRetired } from '../../../forms/purposes.ts';
import type { FormVersion, Programme } from '../model.ts';

/** Which forms are given to which places of a programme, as far as that counts. */
export type Placements = {
  /** Forms of checks, by the id of the place. */
  check: ReadonlyMap<number, string>;
  /** Forms that people report by, by the id of the place. */
  report: ReadonlyMap<number, string>;
};

/** What is given to the nearest of a place and those above it; `path` is the place's. */
function nearest(given: ReadonlyMap<number, string>, path: string): string | undefined {
  if (given.size === 0) return undefined;
  const ids = path.split('/').filter(Boolean).reverse();
  return ids.map((id) => given.get(Number(id))).find((form) => form !== undefined);
}

/** Whether people of a unit are offered a form as far as places go; groups and attributes are another matter. */
export function isOfferedAt(
  { definition }: Pick<Programme, 'definition'>,
  placements: Placements,
  form: string,
  path: string,
): boolean {
  if (!isPlacedForm(definition, form)) return true;
  return nearest(placements.report, path) === form;
}

/** The form of checks at a site in the version in force: the nearest that is given, else the programme's own. */
export function checkFormAt(
  { definition, forms }: Pick<Programme, 'definition' | 'forms'>,
  { check }: Placements,
  path: string,
): FormVersion | undefined {
  const given = nearest(check, path);
  const counts =
    given !== undefined && isCheckForm(definition, given) && !isRetired(definition, given);
  const code = counts ? given : definition.screeningForm;
  return code === undefined ? undefined : forms.get(code);
}
