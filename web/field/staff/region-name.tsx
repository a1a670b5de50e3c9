import { joiners } from '../../../forms/joiners.ts';
import { useLang } from '../../shared/i18n.ts';
import { useRegion } from '../../shared/regions/use-region.ts';

/** A region with all above it, by its code. */
export function RegionName({ code }: { code: string }) {
  const lang = useLang();
  const { levels } = useRegion({ code }, () => undefined, 'Asia/Shanghai');
  const names = levels.flatMap(({ chosen }) => (chosen ? [chosen.name[lang]] : []));
  return lang === 'zh' ? names.join('') : names.toReversed().join(joiners.en.comma);
}
