import { currentApp } from '../api.ts';
import { useWords } from '../i18n.ts';
import { peopleWords } from './people-words.ts';

/** What the system of this page and the other one are called in texts that name both. */
export function useSites(): { here: string; site: string } {
  const t = useWords(peopleWords);
  const sites = { portal: t('sitePortal'), desk: t('siteDesk') };
  const isDesk = currentApp() === 'desk';
  return isDesk
    ? { here: sites.desk, site: sites.portal }
    : { here: sites.portal, site: sites.desk };
}
