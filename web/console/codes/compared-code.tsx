import { useQuery } from '@tanstack/react-query';
import { codes } from '../../../modules/codes/contract.ts';
import { Loaded } from '../../shared/antd/pc-parts.tsx';
import { CodeMark } from '../../shared/codes/code-mark.tsx';
import { useText } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { useCan } from '../shell/session.ts';

/** The colour of somebody's code and why, where two records are compared. */
export function ComparedCode({ enrolmentId }: { enrolmentId: number }) {
  return useCan()('code.read') ? <Shown enrolmentId={enrolmentId} /> : '–';
}

function Shown({ enrolmentId }: { enrolmentId: number }) {
  const text = useText();
  const code = useQuery({
    ...queryFor(codes.person, { params: { enrolmentId }, query: {} }),
    ...{ staleTime: 60_000, refetchOnWindowFocus: false, refetchOnReconnect: false },
  });
  return (
    <Loaded query={code} rows={1}>
      {({ current }) =>
        current ? (
          <>
            <CodeMark colour={current.colour} /> {text(current.label)}
          </>
        ) : (
          '–'
        )
      }
    </Loaded>
  );
}
