import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Space } from 'antd';
import { useState } from 'react';
import { rulesByHand } from '../../../forms/colours.ts';
import { codes } from '../../../modules/codes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, Loading, Panel } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { CodeBanner } from '../../shared/codes/code-mark.tsx';
import { LedgerList } from '../../shared/codes/ledger-list.tsx';
import { type CurrentCode, useReasonWords } from '../../shared/codes/reason.ts';
import { useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { OrderDialog } from './order-dialog.tsx';
import styles from './person-code.module.css';
import { Printed } from './printed.tsx';
import { codeWords } from './words.ts';

type Entry = ResponseOf<typeof codes.person>['items'][number];

/** The health code of the person whose page is shown, where the programme has codes. */
export default function PersonCode({ enrolmentId }: { enrolmentId: number }) {
  const can = useCan();
  const { definition } = useProgramme();
  if (!definition.colours || !can('code.read')) return null;
  return <Code key={enrolmentId} enrolmentId={enrolmentId} />;
}

function Code({ enrolmentId }: { enrolmentId: number }) {
  const t = useWords(codeWords);
  const { definition } = useProgramme();
  const { zone } = definition;
  const code = useInfiniteQuery({
    queryKey: [codes.person.url, enrolmentId],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam: after, signal }) =>
      call(codes.person, {
        params: { enrolmentId },
        query: after === undefined ? {} : { after },
        signal,
      }),
    getNextPageParam: ({ next }) => next ?? undefined,
    // Every fetch is a look that the audit trail keeps: none without need.
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (code.isError) return <ErrorState error={code.error} retry={() => void code.refetch()} />;
  const [first] = code.data?.pages ?? [];
  if (!first) return <Loading rows={4} />;
  const entries = code.data?.pages.flatMap(({ items }) => items) ?? [];
  const forgotten = code.data?.pages.reduce((sum, page) => sum + page.forgotten, 0) ?? 0;
  return (
    <Panel
      title={t('code')}
      extra={
        <Space wrap>
          <Printed enrolmentId={enrolmentId} />
          <Propose person={first.person} />
        </Space>
      }
    >
      {first.current && <Current code={first.current} />}
      <h3>{t('ledger')}</h3>
      {entries.length === 0 && <EmptyState title={t('emptyLedger')} hint={t('emptyLedgerText')} />}
      <LedgerList
        entries={entries}
        zone={zone}
        isStaff
        more={(entry) => <Actors entry={entry} />}
      />
      {forgotten > 0 && <p className={textStyles.soft}>{t('forgotten', { count: forgotten })}</p>}
      {code.hasNextPage && (
        <Button loading={code.isFetchingNextPage} onClick={() => void code.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Panel>
  );
}

function Actors({ entry: { actor, approver, why } }: { entry: Entry }) {
  const t = useWords(codeWords);
  const told = [
    actor && why !== 'report' && t('actor', { name: actor }),
    approver && t('approver', { name: approver }),
  ].filter(Boolean);
  if (told.length === 0) return null;
  return <span className={textStyles.soft}>{told.join(' · ')}</span>;
}

function Current({ code }: { code: CurrentCode }) {
  const { zone } = useProgramme().definition;
  const { t, text, time, origin, ending } = useReasonWords(zone, true);
  const { colour, label, since, reason, reportedAt } = code;
  return (
    <div className={styles.current}>
      <CodeBanner colour={colour} label={text(label)} />
      <ul className={styles.facts}>
        {since && <li>{t('since', { time: time(since) })}</li>}
        {reason && <li>{origin(reason)}</li>}
        {reason?.note && <li>{t('note', { note: reason.note })}</li>}
        {reason?.evidence && <li>{t('evidence', { evidence: reason.evidence })}</li>}
        {reason && <li>{ending(reason).join(' ')}</li>}
        <li>{reportedAt ? t('reportedAt', { time: time(reportedAt) }) : t('neverReported')}</li>
      </ul>
    </div>
  );
}

function Propose({ person }: { person: ResponseOf<typeof codes.person>['person'] }) {
  const t = useWords(codeWords);
  const can = useCan();
  const { definition } = useProgramme();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const rules = definition.colours ? rulesByHand(definition.colours) : [];
  if (!can('code.assign') || rules.length === 0) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('propose')}</Button>
      <OrderDialog
        open={open}
        title={t('proposeTitle', { name: person.name })}
        rules={rules}
        send={({ rule = '', reason, evidence }) =>
          call(codes.proposeOrder, {
            body: { enrolmentId: person.enrolmentId, rule, reason, evidence },
          })
        }
        onClose={() => setOpen(false)}
        onDone={() => void queries.invalidateQueries({ queryKey: [codes.orders.url] })}
      />
    </>
  );
}
