import type { FormDefinition, Text } from './definition.ts';

/** The headings above those of the fields with which a section begins, among the fields that are shown. */
export function headingsOf(
  { fields, sections = [] }: FormDefinition,
  isShown: (code: string) => boolean,
): Map<string, Text> {
  const labels = new Map(sections.map(({ code, label }) => [code, label]));
  const headings = new Map<string, Text>();
  let current: string | undefined;
  for (const { code, section } of fields) {
    if (!isShown(code)) continue;
    const label = section === undefined || section === current ? undefined : labels.get(section);
    if (label) headings.set(code, label);
    current = section;
  }
  return headings;
}
