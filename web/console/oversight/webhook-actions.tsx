import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Descriptions, Space } from 'antd';
import { useState } from 'react';
import { joiners } from '../../../forms/joiners.ts';
import { oversight, webhookKinds } from '../../../modules/oversight/contract.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { placeName } from '../shell/programme.tsx';
import { shellWords } from '../shell/words.ts';
import { EditWebhook } from './webhook-dialogs.tsx';
import { useFailure } from './webhook-messages.tsx';
import { webhookWords } from './webhook-words.ts';
import styles from './webhooks.module.css';
import type { Webhook } from './webhooks.tsx';

type ActionsProps = { webhook: Webhook; onSecret: (secret: string) => void; onGone: () => void };

/** What an address is told of, and what can be done with it. */
export function WebhookActions({ webhook, onSecret, onGone }: ActionsProps) {
  const t = useWords(webhookWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { modal } = App.useApp();
  const [editing, setEditing] = useState(false);
  const { test, change, renew, remove } = useActions({ webhook, onSecret, onGone });
  const { name, origin, kinds, disabled, placeZh: nameZh, placeEn: nameEn } = webhook;
  const ask = (title: string, okText: string, onOk: () => Promise<unknown>) =>
    modal.confirm({ title, okText, cancelText: shell('cancel'), onOk });
  return (
    <>
      <Descriptions
        bordered
        column={1}
        size="small"
        items={[
          { key: 'url', label: t('url'), children: origin },
          { key: 'place', label: t('place'), children: placeName({ nameZh, nameEn }, lang) },
          {
            key: 'kinds',
            label: t('kinds'),
            children: kinds.map((kind) => webhookKinds[kind][lang]).join(joiners[lang].list),
          },
        ]}
      />
      <Space wrap className={styles.actions}>
        <Button type="primary" loading={test.isPending} onClick={() => test.mutate()}>
          {t('test')}
        </Button>
        <Button onClick={() => setEditing(true)}>{t('edit')}</Button>
        <Button loading={change.isPending} onClick={() => change.mutate(!disabled)}>
          {t(disabled ? 'resume' : 'stop')}
        </Button>
        <Button onClick={() => ask(t('renewAsk', { name }), t('renew'), renew.mutateAsync)}>
          {t('renew')}
        </Button>
        <Button
          danger
          onClick={() => ask(t('removeAsk', { name }), t('remove'), remove.mutateAsync)}
        >
          {t('remove')}
        </Button>
      </Space>
      {editing && <EditWebhook webhook={webhook} onClose={() => setEditing(false)} />}
    </>
  );
}

function useActions({ webhook: { id }, onSecret, onGone }: ActionsProps) {
  const t = useWords(webhookWords);
  const lang = useLang();
  const failure = useFailure();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const params = { id };
  const onError = (error: unknown) => void message.error(problemText(error, lang));
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: [oversight.webhooks.url] });
    void queries.invalidateQueries({ queryKey: [oversight.webhookMessages.url] });
  };
  const test = useMutation({
    mutationFn: () => call(oversight.testWebhook, { params }),
    onSuccess: (sent) => {
      refresh();
      if (sent.taken) void message.success(t('tested', { status: sent.status ?? '' }));
      else void message.warning(t('notTaken', { why: failure(sent) }));
    },
    onError,
  });
  const change = useMutation({
    mutationFn: (disabled: boolean) =>
      call(oversight.changeWebhook, { params, body: { disabled } }),
    onSuccess: refresh,
    onError,
  });
  const renew = useMutation({
    mutationFn: () => call(oversight.renewWebhookSecret, { params }),
    onSuccess: ({ secret }) => onSecret(secret),
    onError,
  });
  const remove = useMutation({
    mutationFn: () => call(oversight.deleteWebhook, { params }),
    onSuccess: () => {
      refresh();
      void message.success(t('removed'));
      onGone();
    },
    onError,
  });
  return { test, change, renew, remove };
}
