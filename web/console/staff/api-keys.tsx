import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  PlusOutlined,
  StopOutlined,
} from '@ant-design/icons';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { addDays, dayOf } from '../../../forms/days.ts';
import { staff } from '../../../modules/staff/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { StateMark } from '../../shared/antd/states.tsx';
import { call } from '../../shared/api.ts';
import { formatDay, formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { pagesFor } from '../../shared/query-for.ts';
import { serverNow } from '../../shared/server-time.ts';
import { type DataColumn, DataTable, MoreRows } from '../shell/data-table.tsx';
import { RequirePermission } from '../shell/pages.tsx';
import { placeName } from '../shell/programme.tsx';
import { ShownOnce } from '../shell/shown-once.tsx';
import { shellWords } from '../shell/words.ts';
import { AddApiKey } from './add-api-key.tsx';
import { apiKeyWords } from './api-key-words.ts';

type ApiKey = ResponseOf<typeof staff.apiKeys>['items'][number];

/** Keys with which other systems import and export. */
export default function ApiKeys() {
  return (
    <RequirePermission permission="key.manage">
      <List />
    </RequirePermission>
  );
}

function List() {
  const t = useWords(apiKeyWords);
  const pages = useInfiniteQuery(pagesFor(staff.apiKeys, {}));
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string>();
  const columns = useKeyColumns();
  return (
    <>
      <PageHead title={t('apiKeys')} note={t('note')}>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {t('add')}
        </Button>
      </PageHead>
      <Panel>
        {pages.isError && !pages.data ? (
          <ErrorState error={pages.error} retry={() => void pages.refetch()} />
        ) : (
          <DataTable
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            loading={pages.isPending}
            empty={<EmptyState title={t('empty')} hint={t('emptyHint')} />}
            footer={<MoreRows pages={pages} count={rows.length} />}
          />
        )}
      </Panel>
      {adding && <AddApiKey onClose={() => setAdding(false)} onAdded={setSecret} />}
      {secret !== undefined && (
        <ShownOnce
          title={t('secret')}
          hint={t('secretHint')}
          secret={secret}
          onClose={() => setSecret(undefined)}
        />
      )}
    </>
  );
}

function useKeyColumns(): DataColumn<ApiKey>[] {
  const t = useWords(apiKeyWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  return [
    { key: 'name', title: t('name'), always: true, cut: ({ name }) => name },
    {
      key: 'ending',
      title: t('ending'),
      width: 110,
      render: ({ ending }) => <code>…{ending}</code>,
    },
    { key: 'role', title: t('role'), width: 130, cut: ({ role }) => role?.[lang] ?? '–' },
    {
      key: 'place',
      title: t('place'),
      cut: ({ placeZh: nameZh, placeEn: nameEn }) => placeName({ nameZh, nameEn }, lang),
    },
    {
      key: 'lastDay',
      title: t('lastDay'),
      width: 150,
      // It is good until the day after begins.
      cut: ({ expiresAt }) => formatDay(addDays(dayOf(new Date(expiresAt), 'UTC'), -1), lang),
    },
    {
      key: 'usedAt',
      title: t('usedAt'),
      width: 170,
      cut: ({ usedAt }) => (usedAt === null ? t('unused') : formatInstant(usedAt, lang)),
    },
    { key: 'createdBy', title: t('createdBy'), width: 120, cut: ({ createdBy }) => createdBy },
    { key: 'state', title: t('state'), width: 130, render: (key) => <KeyState apiKey={key} /> },
    {
      key: 'actions',
      title: shell('actions'),
      width: 96,
      pinned: true,
      render: (key) => key.revokedAt === null && <Revoke apiKey={key} />,
    },
  ];
}

function KeyState({ apiKey: { revokedAt, expiresAt, isStopped } }: { apiKey: ApiKey }) {
  const t = useWords(apiKeyWords);
  if (revokedAt !== null) {
    return (
      <StateMark colour="grey" icon={<StopOutlined />}>
        {t('revoked')}
      </StateMark>
    );
  }
  if (Date.parse(expiresAt) <= serverNow()) {
    return (
      <StateMark colour="grey" icon={<ClockCircleOutlined />}>
        {t('expired')}
      </StateMark>
    );
  }
  return isStopped ? (
    <StateMark colour="grey" icon={<StopOutlined />}>
      {t('stopped')}
    </StateMark>
  ) : (
    <StateMark colour="done" icon={<CheckCircleOutlined />}>
      {t('good')}
    </StateMark>
  );
}

function Revoke({ apiKey: { id, name } }: { apiKey: ApiKey }) {
  const t = useWords(apiKeyWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const queries = useQueryClient();
  const { modal, message } = App.useApp();
  const revoke = useMutation({
    mutationFn: () => call(staff.revokeApiKey, { params: { id } }),
    onSuccess: () => void message.success(t('revokeDone')),
    onError: (error) => void message.error(problemText(error, lang)),
    onSettled: () => void queries.invalidateQueries({ queryKey: [staff.apiKeys.url] }),
  });
  const ask = () =>
    modal.confirm({
      title: t('revokeAsk', { name }),
      ...{ okText: t('revoke'), cancelText: shell('cancel') },
      okButtonProps: { danger: true },
      onOk: () => revoke.mutateAsync().catch(() => undefined),
    });
  return (
    <Button size="small" danger loading={revoke.isPending} onClick={ask}>
      {t('revoke')}
    </Button>
  );
}
