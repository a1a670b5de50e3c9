import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ApiProblem } from '../../shared/api.ts';
import { useBrand } from '../../shared/brand.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import {
  type PublicProgramme,
  PublicProgrammeProvider,
  publicProgrammeQuery,
} from '../../shared/participant/public-programme.ts';
import { Banners } from '../../shared/phone/banners.tsx';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import pageStyles from '../../shared/phone/page.module.css';
import { Page } from '../../shared/phone/page.tsx';
import { words } from './words.ts';

/** All pages of one programme: finds it by the code in the address. */
export function ProgrammeFrame() {
  const { programme } = useParams({ from: '/$programme' });
  const publicProgramme = useQuery(publicProgrammeQuery(programme));
  if (publicProgramme.data) return <OfferedProgramme publicProgramme={publicProgramme.data} />;
  return (
    <div className={pageStyles.page}>
      <main className={pageStyles.main}>
        {publicProgramme.error ? (
          <Missing error={publicProgramme.error} retry={() => void publicProgramme.refetch()} />
        ) : (
          <Waiting />
        )}
      </main>
    </div>
  );
}

function Missing({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useWords(words);
  if (!(error instanceof ApiProblem) || error.status !== 404)
    return <Failure {...{ error, retry }} />;
  return (
    <Empty title={t('noSuchTitle')} alone>
      <p>{t('noSuch')}</p>
      <a className={buttonsStyles.link} href="/">
        {t('toFront')}
      </a>
    </Empty>
  );
}

function OfferedProgramme({ publicProgramme }: { publicProgramme: PublicProgramme }) {
  const t = useWords(words);
  const lang = useLang();
  const title = publicProgramme.shortName[lang];
  useEffect(() => {
    document.title = title;
  }, [title]);
  useBrand(publicProgramme.brand);
  useManifest(publicProgramme.code);
  if (!publicProgramme.systems.includes('portal'))
    return <Elsewhere publicProgramme={publicProgramme} />;
  return (
    <PublicProgrammeProvider value={publicProgramme}>
      <Banners offline={t('offline')} />
      <Outlet />
    </PublicProgrammeProvider>
  );
}

function Elsewhere({ publicProgramme }: { publicProgramme: PublicProgramme }) {
  const t = useWords(words);
  const text = useText();
  return (
    <Page title={text(publicProgramme.shortName)} back={false}>
      <Empty title={text(publicProgramme.name)}>
        <p>{t('notThisSystem')}</p>
        <a className={buttonsStyles.link} href={`/desk/${publicProgramme.code}/`}>
          {t('toDesk')}
        </a>
      </Empty>
    </Page>
  );
}

/** Each programme installs as an app of its own, so the page names its manifest. */
function useManifest(code: string): void {
  useEffect(() => {
    const link = document.createElement('link');
    link.rel = 'manifest';
    link.href = `/portal/${encodeURIComponent(code)}/manifest.webmanifest`;
    document.head.append(link);
    return () => link.remove();
  }, [code]);
}
