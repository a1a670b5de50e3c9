import { useQuery } from '@tanstack/react-query';
import { places } from '../../../modules/places/contract.ts';
import { useLang, useWords } from '../i18n.ts';
import { problemText } from '../problems.ts';
import { queryFor } from '../query-for.ts';
import { codeIn, optionFor, type RegionOption, regionOf } from './levels.ts';
import { words } from './words.ts';

export type RegionLevel = {
  name: string;
  options: readonly RegionOption[];
  chosen: RegionOption | undefined;
  loading: boolean;
  choose: (code: string | undefined) => void;
};

type RegionControl = {
  /** Those that can be chosen by now, from the province down; at least one. */
  levels: RegionLevel[];
  /** Why a level could not be fetched, in words. */
  problem: string | null;
  retry: () => void;
};

/** All that a region field decides; each library draws it. One level is fetched once the one above is chosen. */
export function useRegion(
  value: unknown,
  onChange: (value: unknown) => void,
  zone: string,
): RegionControl {
  const t = useWords(words);
  const lang = useLang();
  const code = codeIn(value);
  const provinces = useLevel(code);
  const cities = useLevel(code, provinces.chosen);
  const counties = useLevel(code, cities.chosen);
  const all = [provinces, cities, counties];
  const shown = all.filter((_, index) => index === 0 || all[index - 1]?.chosen?.hasChildren);
  const names = [t('province'), t('city'), t('county')];
  const failed = shown.find(({ error }) => error);
  return {
    levels: shown.map(({ options, chosen, loading }, index) => ({
      name: names[index] as string,
      ...{ options, chosen, loading },
      choose: (wanted) => {
        const above = shown.slice(0, index).flatMap((level) => level.chosen ?? []);
        const option = options.find((each) => each.code === wanted);
        onChange(regionOf(option ? [...above, option] : above));
      },
    })),
    problem: failed ? problemText(failed.error, lang, zone) : null,
    retry: () => void failed?.refetch(),
  };
}

/** The divisions below one, or the provinces; nothing before the one above is known. */
function useLevel(code: string | undefined, ...above: [RegionOption | undefined] | []) {
  const [parent] = above;
  const query = parent ? { below: parent.code } : {};
  const { data, isFetching, error, refetch } = useQuery({
    ...queryFor(places.regions, { query }),
    enabled: above.length === 0 || parent?.hasChildren === true,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const options = data ?? [];
  return { options, chosen: optionFor(options, code), loading: isFetching, error, refetch };
}
