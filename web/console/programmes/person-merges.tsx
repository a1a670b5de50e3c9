import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Space } from 'antd';
import { useState } from 'react';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { ErrorState, Panel } from '../../shared/antd/pc-parts.tsx';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { usePersonDrawer } from '../shell/address.ts';
import marginsStyles from '../shell/margins.module.css';
import { useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { duplicatesWords } from './duplicates-words.ts';
import { RecordLine } from './record-line.tsx';
import { UndoMerge } from './undo-merge.tsx';

type Merge = ResponseOf<typeof programmes.mergesOf>['merges'][number];

/** What was merged into the record of the person whose page is shown, and what that was merged into. */
export default function PersonMerges({ enrolmentId }: { enrolmentId: number }) {
  return useCan()('person.merge') ? <Shown enrolmentId={enrolmentId} /> : null;
}

function Shown({ enrolmentId }: { enrolmentId: number }) {
  const t = useWords(duplicatesWords);
  const lang = useLang();
  const person = usePersonDrawer();
  const { id, definition } = useProgramme();
  const [undoing, setUndoing] = useState<Merge | null>(null);
  const found = useQuery({
    ...queryFor(programmes.mergesOf, { params: { id, enrolmentId } }),
    ...{ staleTime: 60_000, refetchOnWindowFocus: false, refetchOnReconnect: false },
  });
  if (found.isError) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  const merges = found.data?.merges ?? [];
  const into = merges.find(({ merged }) => merged.enrolmentId === enrolmentId);
  const others = merges.filter((merge) => merge !== into);
  const told = ({ by, at, reason }: Merge) =>
    t('mergedBy', { name: by, time: formatInstant(at, lang, definition.zone), reason });
  const actions = (merge: Merge, of: number) => (
    <Space>
      <Button onClick={() => person.open(of)}>{t('open')}</Button>
      <Button onClick={() => setUndoing(merge)}>{t('undo')}</Button>
    </Space>
  );
  return (
    <>
      {into && (
        <Alert
          className={marginsStyles.below}
          type="warning"
          showIcon
          title={t('isMerged', { name: into.survivor.name })}
          description={told(into)}
          action={actions(into, into.survivor.enrolmentId)}
        />
      )}
      {others.length > 0 && (
        <Panel title={t('hasMerged')}>
          {others.map((merge) => (
            <Alert
              key={merge.id}
              className={marginsStyles.below}
              type="info"
              title={<RecordLine of={merge.merged} />}
              description={told(merge)}
              action={actions(merge, merge.merged.enrolmentId)}
            />
          ))}
        </Panel>
      )}
      {undoing && <UndoMerge merge={undoing} onClose={() => setUndoing(null)} />}
    </>
  );
}
