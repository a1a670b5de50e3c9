import { checkDefinition } from '../check-definition.ts';
import type { FormDefinition } from '../definition.ts';
import { type Finding, findingsCollector, problemParams } from './findings.ts';

export type ReadFormJson = { form: FormDefinition | null; findings: Finding[] };

/** Characters; the largest form that is allowed takes a fraction of it. */
const longest = 2_000_000;
/** A condition as deep as they may be, in a field of a row, stands at half of this. */
const deepest = 40;

/** Reads a form from JSON; nothing is thrown, whatever the text is. */
export function readFormJson(text: string): ReadFormJson {
  const refused = (code: Finding['code'], params: Finding['params'] = {}): ReadFormJson => ({
    form: null,
    findings: [{ code, params }],
  });
  if (text.length > longest) return refused('file_too_large', { max: longest });
  if (isDeeper(text, deepest)) return refused('file_too_deep', { max: deepest });
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return refused('not_json');
  }
  const { findings, note } = findingsCollector();
  for (const problem of checkDefinition(value)) {
    note({ code: 'definition_problem', path: problem.path, params: problemParams(problem) });
  }
  return { form: findings.length > 0 ? null : (value as FormDefinition), findings };
}

/** Writes a form as JSON that people can read; nothing of it is lost. */
export function writeFormJson(form: FormDefinition): string {
  return `${JSON.stringify(form, null, 2)}\n`;
}

/** Whether lists and objects stand within each other deeper than `limit`, however the text goes on. */
function isDeeper(text: string, limit: number): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isInText) {
      if (character === '\\') at += 1;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > limit) return true;
    } else if (character === ']' || character === '}') depth -= 1;
  }
  return false;
}
