import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { DemoBanner, Nothing, Trouble } from '../../shared/antd/pc-parts.tsx';
import { ApiProblem } from '../../shared/api.ts';
import { useSay, useWords } from '../../shared/i18n.ts';
import { type Entrance, EntranceProvider, entranceOf } from '../../shared/member/entrance.ts';
import { words } from '../words.ts';

/** All pages of one programme: finds it by the code in the address. */
export function ProgrammeFrame() {
  const { programme } = useParams({ from: '/$programme' });
  const { data, error, refetch } = useQuery(entranceOf(programme));
  return (
    <>
      <DemoBanner />
      {data ? (
        <Offered entrance={data} />
      ) : error ? (
        <Missing error={error} retry={() => void refetch()} />
      ) : (
        <Skeleton className="dk-wait" active />
      )}
    </>
  );
}

function Offered({ entrance }: { entrance: Entrance }) {
  const say = useWords(words);
  const text = useSay();
  if (!entrance.systems.includes('desk')) {
    return (
      <Nothing title={text(entrance.name)} hint={say('notThisSystem')}>
        <a href={`/portal/${entrance.code}/`}>{say('toPortal')}</a>
      </Nothing>
    );
  }
  return (
    <EntranceProvider value={entrance}>
      <Outlet />
    </EntranceProvider>
  );
}

function Missing({ error, retry }: { error: unknown; retry: () => void }) {
  const say = useWords(words);
  if (!(error instanceof ApiProblem) || error.status !== 404)
    return <Trouble {...{ error, retry }} />;
  return (
    <Nothing title={say('noSuchTitle')} hint={say('noSuch')}>
      <a href="/">{say('toFront')}</a>
    </Nothing>
  );
}
