import { joiners } from '../../../forms/joiners.ts';
import { useLang } from '../../shared/i18n.ts';

/** Names one control of several that belong together: what they are of, then which one it is. */
export function useTold(): (whole: string, part: string) => string {
  const lang = useLang();
  return (whole, part) => [whole, part].join(joiners[lang].colon);
}
