import { CheckCircleOutlined, PlusOutlined, StopOutlined, SyncOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { joiners } from '../../../forms/joiners.ts';
import { oversight, webhookKinds } from '../../../modules/oversight/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, Loaded, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { StateMark } from '../../shared/antd/states.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { type DataColumn, DataTable } from '../shell/data-table.tsx';
import { RequirePermission } from '../shell/pages.tsx';
import { placeName, useProgramme } from '../shell/programme.tsx';
import { ShownOnce } from '../shell/shown-once.tsx';
import { WebhookActions } from './webhook-actions.tsx';
import { AddWebhook } from './webhook-dialogs.tsx';
import { WebhookMessages } from './webhook-messages.tsx';
import { webhookWords } from './webhook-words.ts';

export type Webhook = ResponseOf<typeof oversight.webhooks>[number];

/** Addresses of other systems, what they are told of, and what became of it. */
export default function Webhooks() {
  return (
    <RequirePermission permission="webhook.manage">
      <List />
    </RequirePermission>
  );
}

function List() {
  const t = useWords(webhookWords);
  const { id } = useProgramme();
  const list = useQuery(queryFor(oversight.webhooks, { query: { programmeId: id } }));
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string>();
  const [openId, setOpenId] = useState<string>();
  const chosen = list.data?.find((each) => each.id === openId);
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('webhooks')} note={t('note')}>
        {add}
      </PageHead>
      <Panel>
        <Loaded query={list}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState title={t('empty')} hint={t('emptyHint')} />
            ) : (
              <Table rows={rows} onOpen={setOpenId} />
            )
          }
        </Loaded>
      </Panel>
      {adding && <AddWebhook onClose={() => setAdding(false)} onAdded={setSecret} />}
      {secret !== undefined && (
        <ShownOnce
          title={t('secret')}
          hint={t('secretHint')}
          secret={secret}
          onClose={() => setSecret(undefined)}
        />
      )}
      <Drawer
        open={chosen !== undefined}
        size={720}
        title={chosen?.name}
        destroyOnHidden
        onClose={() => setOpenId(undefined)}
      >
        {chosen && (
          <>
            <WebhookActions
              webhook={chosen}
              onSecret={setSecret}
              onGone={() => setOpenId(undefined)}
            />
            <WebhookMessages webhookId={chosen.id} />
          </>
        )}
      </Drawer>
    </>
  );
}

function Table({ rows, onOpen }: { rows: Webhook[]; onOpen: (id: string) => void }) {
  const t = useWords(webhookWords);
  const lang = useLang();
  const columns: DataColumn<Webhook>[] = [
    { key: 'name', title: t('name'), always: true, cut: ({ name }) => name },
    { key: 'url', title: t('url'), cut: ({ origin }) => origin },
    {
      key: 'place',
      title: t('place'),
      cut: ({ placeZh: nameZh, placeEn: nameEn }) => placeName({ nameZh, nameEn }, lang),
    },
    {
      key: 'kinds',
      title: t('kinds'),
      cut: ({ kinds }) => kinds.map((kind) => webhookKinds[kind][lang]).join(joiners[lang].list),
    },
    {
      key: 'state',
      title: t('state'),
      width: 190,
      render: (webhook) => <WebhookState webhook={webhook} />,
    },
  ];
  return (
    <DataTable
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      onOpen={({ id }) => onOpen(id)}
    />
  );
}

function WebhookState({ webhook: { disabled, waiting, takenAt } }: { webhook: Webhook }) {
  const t = useWords(webhookWords);
  if (disabled) {
    return (
      <StateMark colour="grey" icon={<StopOutlined />}>
        {t('stopped')}
      </StateMark>
    );
  }
  if (waiting > 0) {
    return (
      <StateMark colour="missed" icon={<SyncOutlined />}>
        {t('waiting', { count: waiting })}
      </StateMark>
    );
  }
  return takenAt === null ? (
    t('quiet')
  ) : (
    <StateMark colour="done" icon={<CheckCircleOutlined />}>
      {t('fine')}
    </StateMark>
  );
}
