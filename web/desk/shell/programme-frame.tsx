import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import { DemoBanner, EmptyState, ErrorState } from '../../shared/antd/pc-parts.tsx';
import { brandTheme } from '../../shared/antd/pc-theme.ts';
import { ApiProblem } from '../../shared/api.ts';
import { useBrand } from '../../shared/brand.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import {
  type PublicProgramme,
  PublicProgrammeProvider,
  publicProgrammeQuery,
} from '../../shared/participant/public-programme.ts';
import { PageWaiting } from './page-waiting.tsx';
import styles from './programme-frame.module.css';
import { words } from './words.ts';

/** All pages of one programme: finds it by the code in the address. */
export function ProgrammeFrame() {
  const { programme } = useParams({ from: '/$programme' });
  const { data, error, refetch } = useQuery(publicProgrammeQuery(programme));
  return (
    <>
      <DemoBanner />
      {data ? (
        <OfferedProgramme publicProgramme={data} />
      ) : error ? (
        <Missing error={error} retry={() => void refetch()} />
      ) : (
        <PageWaiting />
      )}
    </>
  );
}

function OfferedProgramme({ publicProgramme }: { publicProgramme: PublicProgramme }) {
  const t = useWords(words);
  const text = useText();
  const { brand } = publicProgramme;
  useBrand(brand);
  if (!publicProgramme.systems.includes('desk')) {
    return (
      <EmptyState title={text(publicProgramme.name)} hint={t('notThisSystem')}>
        <a href={`/portal/${publicProgramme.code}/`}>{t('toPortal')}</a>
      </EmptyState>
    );
  }
  return (
    <PublicProgrammeProvider value={publicProgramme}>
      <ConfigProvider theme={brand ? brandTheme(brand) : {}}>
        {/* It is no box of the page: links below it take their colour from it. */}
        <App className={styles.brand ?? ''}>
          <Outlet />
        </App>
      </ConfigProvider>
    </PublicProgrammeProvider>
  );
}

function Missing({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useWords(words);
  if (!(error instanceof ApiProblem) || error.status !== 404)
    return <ErrorState {...{ error, retry }} />;
  return (
    <EmptyState title={t('noSuchTitle')} hint={t('noSuch')}>
      <a href="/">{t('toFront')}</a>
    </EmptyState>
  );
}
