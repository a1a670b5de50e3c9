import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, SearchBar } from 'antd-mobile';
import { RightOutline, ShopbagOutline } from 'antd-mobile-icons';
import { useState } from 'react';
import { staff } from '../../../modules/staff/contract.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import buttons from '../../shared/phone/buttons.module.css';
import list from '../../shared/phone/list.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { pagesFor } from '../../shared/query-for.ts';
import text from '../../shared/text.module.css';
import { nameIn } from './data.ts';
import { SiteMark } from './marks.tsx';
import styles from './search.module.css';
import { words } from './words.ts';

/** 站点管理: the sites that one runs. */
export function SitesPage() {
  const t = useWords(words);
  const lang = useLang();
  const [wanted, setWanted] = useState('');
  const body = { limit: 30, ...(wanted && { text: wanted }) };
  const sites = useInfiniteQuery(pagesFor(staff.sites, { body }));
  const items = sites.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('sites')}>
      <div className={styles.search}>
        <SearchBar placeholder={t('findSite')} onSearch={setWanted} onClear={() => setWanted('')} />
      </div>
      {sites.isPending && <Waiting />}
      {sites.isError && !sites.data && (
        <Failure error={sites.error} retry={() => void sites.refetch()} />
      )}
      {sites.data && items.length === 0 && (
        <Empty title={t(wanted ? 'noMatch' : 'noSitesHere')} icon={<ShopbagOutline />} />
      )}
      {items.length > 0 && (
        <ul className={list.list}>
          {items.map((site) => (
            <li key={site.id}>
              <Link className={list.item} to="/sites/$site" params={{ site: String(site.id) }}>
                <span className={list.text}>
                  <strong>{nameIn(lang, site)}</strong>
                  <span className={text.soft}>
                    {lang === 'zh' ? site.parentZh : site.parentEn} ·{' '}
                    {site.level ? t(`level_${site.level}`) : t('fromAbove')} ·{' '}
                    {t('peopleCount', { count: site.scanners })}
                  </span>
                  <SiteMark site={site} />
                </span>
                <RightOutline aria-hidden="true" />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {sites.hasNextPage && (
        <div className={buttons.below}>
          <Button fill="outline" color="primary" onClick={() => void sites.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </Page>
  );
}
