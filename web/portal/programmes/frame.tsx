import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ApiProblem } from '../../shared/api.ts';
import { useLang, useSay, useWords } from '../../shared/i18n.ts';
import { type Entrance, EntranceProvider, entranceOf } from '../../shared/member/entrance.ts';
import { Empty, Failure, Waiting } from '../parts/messages.tsx';
import { Page } from '../parts/page.tsx';
import { Strips } from '../parts/strips.tsx';
import { words } from '../words.ts';

/** All pages of one programme: finds it by the code in the address. */
export function ProgrammeFrame() {
  const { programme } = useParams({ from: '/$programme' });
  const entrance = useQuery(entranceOf(programme));
  if (entrance.data) return <Offered entrance={entrance.data} />;
  return (
    <div className="ax-page">
      <main className="ax-main">
        {entrance.error ? (
          <Missing error={entrance.error} retry={() => void entrance.refetch()} />
        ) : (
          <Waiting />
        )}
      </main>
    </div>
  );
}

function Missing({ error, retry }: { error: unknown; retry: () => void }) {
  const say = useWords(words);
  if (!(error instanceof ApiProblem) || error.status !== 404)
    return <Failure {...{ error, retry }} />;
  return (
    <Empty title={say('noSuchTitle')} alone>
      <p>{say('noSuch')}</p>
      <a className="ax-link" href="/">
        {say('toFront')}
      </a>
    </Empty>
  );
}

function Offered({ entrance }: { entrance: Entrance }) {
  const lang = useLang();
  const title = entrance.shortName[lang];
  useEffect(() => {
    document.title = title;
  }, [title]);
  useManifest(entrance.code);
  if (!entrance.systems.includes('portal')) return <Elsewhere entrance={entrance} />;
  return (
    <EntranceProvider value={entrance}>
      <Strips />
      <Outlet />
    </EntranceProvider>
  );
}

function Elsewhere({ entrance }: { entrance: Entrance }) {
  const say = useWords(words);
  const text = useSay();
  return (
    <Page title={text(entrance.shortName)} back={false}>
      <Empty title={text(entrance.name)}>
        <p>{say('notThisSystem')}</p>
        <a className="ax-link" href={`/desk/${entrance.code}/`}>
          {say('toDesk')}
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
