import { useQuery } from '@tanstack/react-query';
import { reports } from '../../../modules/reports/contract.ts';
import { Loaded } from '../../shared/antd/pc-parts.tsx';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { reportWords } from './words.ts';

/** How much somebody has reported, and when last, where two records are compared. */
export function ComparedReports({ enrolmentId }: { enrolmentId: number }) {
  return useCan()('person.read') ? <Shown enrolmentId={enrolmentId} /> : '–';
}

function Shown({ enrolmentId }: { enrolmentId: number }) {
  const t = useWords(reportWords);
  const lang = useLang();
  const { zone } = useProgramme().definition;
  const person = useQuery({
    ...queryFor(reports.person, { params: { enrolmentId } }),
    ...{ staleTime: 60_000, refetchOnWindowFocus: false, refetchOnReconnect: false },
  });
  return (
    <Loaded query={person} rows={1}>
      {({ reports: all }) => {
        const count = new Set(all.map(({ form, slot }) => `${form} ${slot}`)).size;
        const last = all
          .map(({ sentAt }) => sentAt)
          .sort()
          .at(-1);
        if (!last) return t('noReports');
        return t('comparedReports', { count, time: formatInstant(last, lang, zone) });
      }}
    </Loaded>
  );
}
