import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, SearchBar } from 'antd-mobile';
import { RightOutline, TeamOutline } from 'antd-mobile-icons';
import { useState } from 'react';
import { staff } from '../../../modules/staff/contract.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import buttons from '../../shared/phone/buttons.module.css';
import list from '../../shared/phone/list.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { pagesFor } from '../../shared/query-for.ts';
import text from '../../shared/text.module.css';
import { ScannerMarks } from './marks.tsx';
import search from './search.module.css';
import styles from './site-page.module.css';
import { words } from './words.ts';

/** 扫码员管理: the scanners whom one sees, at all of one's sites. */
export function ScannersPage() {
  const t = useWords(words);
  const lang = useLang();
  const [wanted, setWanted] = useState('');
  const body = { limit: 30, ...(wanted && { text: wanted }) };
  const scanners = useInfiniteQuery(pagesFor(staff.scanners, { body }));
  const items = scanners.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t('scanners')}
      right={
        <Link className={`${styles.link} ${styles.corner}`} to="/scanners/new">
          {t('addScanner')}
        </Link>
      }
    >
      <div className={search.search}>
        <SearchBar
          placeholder={t('findScanner')}
          onSearch={setWanted}
          onClear={() => setWanted('')}
        />
      </div>
      {scanners.isPending && <Waiting />}
      {scanners.isError && !scanners.data && (
        <Failure error={scanners.error} retry={() => void scanners.refetch()} />
      )}
      {scanners.data && items.length === 0 && (
        <Empty title={t(wanted ? 'noMatch' : 'noPeople')} icon={<TeamOutline />} />
      )}
      {items.length > 0 && (
        <ul className={list.list}>
          {items.map((scanner) => (
            <li key={scanner.id}>
              <Link
                className={list.item}
                to="/scanners/$scanner"
                params={{ scanner: String(scanner.id) }}
              >
                <span className={list.text}>
                  <strong>{scanner.name}</strong>
                  <span className={text.soft}>
                    {lang === 'zh' ? scanner.siteZh : scanner.siteEn} ·{' '}
                    {t(`level_${scanner.level}`)}
                    {scanner.isOneself && ` · ${t('oneself')}`}
                  </span>
                  <span className={styles.marks}>
                    <ScannerMarks scanner={scanner} />
                  </span>
                </span>
                <RightOutline aria-hidden="true" />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {scanners.hasNextPage && (
        <div className={buttons.below}>
          <Button fill="outline" color="primary" onClick={() => void scanners.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </Page>
  );
}
