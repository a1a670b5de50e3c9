import { checkDefinition } from '../../../forms/check-definition.ts';
import type { FormDefinition } from '../../../forms/definition.ts';
import type { Problem } from '../../../forms/problems.ts';

/** As much of a form as can be drawn and filled in, and how many of its fields that leaves out. */
export function presentable(built: FormDefinition): {
  definition: FormDefinition | null;
  left: number;
} {
  let definition = titled(built);
  // Each turn takes something out.
  for (;;) {
    if (definition.fields.length === 0) return { definition: null, left: built.fields.length };
    const problems = checkDefinition(definition);
    if (problems.length === 0) break;
    const next = without(definition, problems);
    if (next === definition) return { definition: null, left: built.fields.length };
    definition = next;
  }
  return { definition, left: built.fields.length - definition.fields.length };
}

/** Anything that has a title already is drawn under it. */
function titled(definition: FormDefinition): FormDefinition {
  const { title } = definition;
  const zh = title.zh.trim() || title.en.trim() || '—';
  const en = title.en.trim() || zh;
  return title.zh.trim() && title.en.trim() ? definition : { ...definition, title: { zh, en } };
}

const rules = [
  'sections',
  'alerts',
  'doubts',
  'checks',
  'incompleteWhen',
  'intro',
  'icon',
  'allNo',
] as const;

function without(definition: FormDefinition, problems: readonly Problem[]): FormDefinition {
  const wrong = new Set(
    problems.flatMap(({ path }) => {
      const [part, index] = path.split('.');
      return part === 'fields' && index !== undefined ? [Number(index)] : [];
    }),
  );
  const broken = rules.filter((rule) =>
    problems.some(({ path }) => path === rule || path.startsWith(`${rule}.`)),
  );
  if (wrong.size === 0 && broken.length === 0) return definition;
  const fields = definition.fields.filter((_, index) => !wrong.has(index));
  const rest = Object.fromEntries(
    Object.entries(definition).filter(([key]) => !broken.some((rule) => rule === key)),
  );
  return { ...rest, fields } as FormDefinition;
}
