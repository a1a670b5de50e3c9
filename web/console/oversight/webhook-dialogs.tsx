import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Checkbox, Form, Input } from 'antd';
import { oversight, type WebhookKind, webhookKinds } from '../../../modules/oversight/contract.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { FormDialog } from '../shell/form-dialog.tsx';
import { PlaceChoice } from '../shell/place-picker.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { shellWords } from '../shell/words.ts';
import { webhookWords } from './webhook-words.ts';
import styles from './webhooks.module.css';
import type { Webhook } from './webhooks.tsx';

type Typed = { name: string; url?: string; placeId: number; kinds: WebhookKind[] };

function Fields({ isNew }: { isNew: boolean }) {
  const t = useWords(webhookWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const required = { required: true, message: shell('required') };
  return (
    <>
      <Form.Item name="name" label={t('name')} rules={[{ ...required, whitespace: true }]}>
        <Input maxLength={100} autoFocus />
      </Form.Item>
      <Form.Item
        name="url"
        label={t('url')}
        extra={isNew ? t('urlHint') : t('urlStays')}
        rules={isNew ? [required] : []}
      >
        <Input maxLength={1000} inputMode="url" autoComplete="off" />
      </Form.Item>
      {isNew && (
        <Form.Item name="placeId" label={t('place')} extra={t('placeHint')} rules={[required]}>
          <PlaceChoice />
        </Form.Item>
      )}
      <Form.Item
        name="kinds"
        label={t('kinds')}
        // Not `required`: a group of boxes may not be called so, and a screen reader would stumble.
        rules={[{ type: 'array', min: 1, message: shell('required') }]}
      >
        <Checkbox.Group
          className={styles.kinds}
          options={Object.entries(webhookKinds).map(([value, words]) => ({
            value,
            label: words[lang],
          }))}
        />
      </Form.Item>
    </>
  );
}

/** An address to be added; its secret is told once. */
export function AddWebhook(props: { onClose: () => void; onAdded: (secret: string) => void }) {
  const { onClose, onAdded } = props;
  const t = useWords(webhookWords);
  const shell = useWords(shellWords);
  const { id: programmeId } = useProgramme();
  const queries = useQueryClient();
  const add = useMutation({
    mutationFn: ({ url = '', ...typed }: Typed) =>
      call(oversight.addWebhook, { body: { ...typed, url: url.trim(), programmeId } }),
    onSuccess: ({ secret }) => {
      void queries.invalidateQueries({ queryKey: [oversight.webhooks.url] });
      onClose();
      onAdded(secret);
    },
  });
  return (
    <FormDialog<Typed>
      title={t('add')}
      okText={shell('add')}
      send={add}
      initialValues={{ kinds: ['alert'] }}
      onClose={onClose}
    >
      <Fields isNew />
    </FormDialog>
  );
}

export function EditWebhook({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const t = useWords(webhookWords);
  const shell = useWords(shellWords);
  const queries = useQueryClient();
  const { message } = App.useApp();
  const edit = useMutation({
    mutationFn: ({ name, url, kinds }: Typed) =>
      call(oversight.changeWebhook, {
        params: { id: webhook.id },
        body: { name, kinds, ...(url?.trim() && { url: url.trim() }) },
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [oversight.webhooks.url] });
      void message.success(t('saved'));
      onClose();
    },
  });
  const { name, kinds } = webhook;
  return (
    <FormDialog<Typed>
      title={t('editTitle', { name })}
      okText={shell('save')}
      send={edit}
      initialValues={{ name, kinds, url: '' }}
      onClose={onClose}
    >
      <Fields isNew={false} />
    </FormDialog>
  );
}
