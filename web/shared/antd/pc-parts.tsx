import { GlobalOutlined, InfoCircleOutlined, ReloadOutlined } from '@ant-design/icons';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Button, Result, Segmented, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { system } from '../../../platform/system.ts';
import { type Lang, setLang, useLang, useWords } from '../i18n.ts';
import { problemText } from '../problems.ts';
import { queryFor } from '../query-for.ts';
import styles from './pc-parts.module.css';
import { pcWords } from './pc-words.ts';

/** Switches the language without a reload; each language is named in itself. */
export function LanguageSwitch() {
  const lang = useLang();
  const t = useWords(pcWords);
  return (
    <span className={styles.language}>
      <GlobalOutlined aria-hidden="true" />
      <Segmented<Lang>
        size="small"
        aria-label={t('language')}
        value={lang}
        options={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
        onChange={(next) => void setLang(next)}
      />
    </span>
  );
}

/** Leads past the menu to what the page shows, for those who use a keyboard or a screen reader. */
export function SkipLink() {
  const t = useWords(pcWords);
  return (
    <a className={styles.skip} href="#main">
      {t('skip')}
    </a>
  );
}

/** What kind of installation this is; asked once. */
export function useSystem() {
  return useQuery({ ...queryFor(system.info), staleTime: Number.POSITIVE_INFINITY }).data;
}

/** On every page of a demo, so that nobody takes it for real. */
export function DemoBanner() {
  const t = useWords(pcWords);
  if (!useSystem()?.demo) return null;
  return (
    <aside className={styles.demo} aria-label={t('demoPeople')}>
      <InfoCircleOutlined aria-hidden="true" /> {t('demoBanner')} ·{' '}
      <a href="/demo">{t('demoPeople')}</a>
    </aside>
  );
}

/** What went wrong with a read, and the way to try again. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const lang = useLang();
  const t = useWords(pcWords);
  return (
    <Result
      status="warning"
      title={t('loadFailed')}
      subTitle={problemText(error, lang)}
      extra={
        retry && (
          <Button icon={<ReloadOutlined />} onClick={retry}>
            {t('retry')}
          </Button>
        )
      }
    />
  );
}

/** A read on its way (a skeleton), failed (with a way to try again) or there. */
export function Loaded<T>(props: {
  query: UseQueryResult<T, Error>;
  children: (data: T) => ReactNode;
  rows?: number;
}) {
  const { data, error, isPending, refetch } = props.query;
  if (data !== undefined) return props.children(data);
  if (isPending) return <Loading rows={props.rows} />;
  return <ErrorState error={error} retry={() => void refetch()} />;
}

/** Stands where something will be. */
export function Loading({ rows = 6 }: { rows?: number | undefined }) {
  const t = useWords(pcWords);
  return (
    <div aria-busy="true" role="status" aria-label={t('loading')}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

/** Title of a page, with what can be done on the right. */
export function PageHead(props: { title: ReactNode; note?: ReactNode; children?: ReactNode }) {
  return (
    <header className={styles.head}>
      <div>
        <h1>{props.title}</h1>
        {props.note && <p>{props.note}</p>}
      </div>
      {props.children && <div className={styles.actions}>{props.children}</div>}
    </header>
  );
}

/** A white area on the page. */
export function Panel(props: {
  title?: ReactNode;
  extra?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  const { title, extra, children, className } = props;
  return (
    <section className={`${styles.panel} ${className ?? ''}`}>
      {(title || extra) && (
        <header className={styles.panelHead}>
          <h2>{title}</h2>
          {extra}
        </header>
      )}
      {children}
    </section>
  );
}

/** An empty list: what it would hold, and what to do next. */
export function EmptyState(props: { title: ReactNode; hint?: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.empty} data-empty>
      <svg viewBox="0 0 64 48" width="72" height="54" aria-hidden="true">
        <rect x="6" y="8" width="52" height="34" rx="4" />
        <path d="M16 20h20M16 28h32" />
      </svg>
      <strong>{props.title}</strong>
      {props.hint && <p>{props.hint}</p>}
      {props.children}
    </div>
  );
}
