import type { Lang } from '../../forms/definition.ts';
import type { Wording } from '../../forms/fields/registry.ts';
import { shortInstant } from '../../forms/wall-time.ts';

/** How the values of reports are written out on paper and in sheets: moments by the clocks of a zone. */
export type PaperWording = Wording & { zone: string };

export function paperWording(lang: Lang, zone: string): PaperWording {
  return { lang, zone, day: (day) => day, instant: (instant) => shortInstant(instant, zone) };
}
