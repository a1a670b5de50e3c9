import { Fragment, type ReactNode } from 'react';
import { useLang, useWords } from '../../shared/i18n.ts';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { type SiteProgramme, useCurrentSite, useSiteProgrammes } from './data.ts';
import { words } from './words.ts';

/** Where somebody checks people now, and whose codes are checked there. */
export type Here = {
  site: { id: number; name: string };
  programmes: readonly SiteProgramme[];
};

/**
 * What every page that checks people needs first; until that is there, the page says what it waits for or what is
 * missing. At another site the page begins anew.
 */
export function AtSite({ children }: { children: (here: Here) => ReactNode }) {
  const t = useWords(words);
  const lang = useLang();
  const sites = useCurrentSite();
  const { site } = sites;
  const { data, error, isPending, refetch } = useSiteProgrammes(site?.id);
  if (!site) {
    if (sites.isPending) return <Waiting />;
    if (sites.isError) return <Failure error={sites.error} retry={() => void sites.refetch()} />;
    return (
      <Empty title={t('noSite')}>
        <p>{t('noSiteText')}</p>
      </Empty>
    );
  }
  if (isPending) return <Waiting />;
  if (!data) return <Failure error={error} retry={() => void refetch()} />;
  if (data.programmes.length === 0) {
    return (
      <Empty title={t('noProgramme')}>
        <p>{t('noProgrammeText')}</p>
      </Empty>
    );
  }
  const name = lang === 'zh' ? site.nameZh : site.nameEn;
  const here = { site: { id: site.id, name }, programmes: data.programmes };
  return <Fragment key={site.id}>{children(here)}</Fragment>;
}
