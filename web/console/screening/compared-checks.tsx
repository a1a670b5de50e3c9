import { useQuery } from '@tanstack/react-query';
import { screening } from '../../../modules/screening/contract.ts';
import { Loaded } from '../../shared/antd/pc-parts.tsx';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { checkWords } from './words.ts';

/** How often somebody was checked, and when last, where two records are compared. */
export function ComparedChecks({ enrolmentId }: { enrolmentId: number }) {
  return useCan()('check.read') ? <Shown enrolmentId={enrolmentId} /> : '–';
}

function Shown({ enrolmentId }: { enrolmentId: number }) {
  const t = useWords(checkWords);
  const lang = useLang();
  const { zone } = useProgramme().definition;
  const checks = useQuery({
    ...queryFor(screening.personChecks, { params: { enrolmentId } }),
    ...{ staleTime: 60_000, refetchOnWindowFocus: false, refetchOnReconnect: false },
  });
  return (
    <Loaded query={checks} rows={1}>
      {({ count, last }) =>
        last === null
          ? t('neverChecked')
          : t('checkedSoOften', { count, time: formatInstant(last, lang, zone) })
      }
    </Loaded>
  );
}
