import type { Lang } from '../definition.ts';
import { listWithCodes, object, optionCode, type Static, text } from '../schema.ts';

/** What a choice offers. */
export const options = listWithCodes(object({ code: optionCode, label: text }), {
  min: 1,
  max: 500,
});

type Options = Static<typeof options>;

/** An option in words; the code itself where a later version no longer has it. */
export function optionLabel(offered: Options, code: string, lang: Lang): string {
  return offered.find((option) => option.code === code)?.label[lang] ?? code;
}
