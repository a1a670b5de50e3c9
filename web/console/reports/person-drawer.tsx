import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { lazy, Suspense } from 'react';
import { reports } from '../../../modules/reports/contract.ts';
import { Loaded, Loading } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { usePersonDrawer } from '../shell/address.ts';
import { useCan } from '../shell/session.ts';
import { reportWords } from './words.ts';

const PersonPage = lazy(() => import('./person-page.tsx'));

/** The person whom the address names, over whatever page is shown. */
export function PersonDrawer() {
  const t = useWords(reportWords);
  const can = useCan();
  const { enrolmentId, close } = usePersonDrawer();
  return (
    <Drawer
      open={enrolmentId !== undefined && can('person.read')}
      size={960}
      // Over the drawer that led here, whichever was opened first.
      zIndex={1010}
      title={t('person')}
      destroyOnHidden
      onClose={close}
    >
      {enrolmentId !== undefined && <Person key={enrolmentId} enrolmentId={enrolmentId} />}
    </Drawer>
  );
}

function Person({ enrolmentId }: { enrolmentId: number }) {
  const person = useQuery({
    ...queryFor(reports.person, { params: { enrolmentId } }),
    // Every fetch is a look that the audit trail keeps: none without need.
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <Loaded query={person} rows={10}>
      {(data) => (
        <Suspense fallback={<Loading rows={10} />}>
          <PersonPage data={data} />
        </Suspense>
      )}
    </Loaded>
  );
}
