import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { IdentityKind } from '../../../forms/definition.ts';
import { staff } from '../../../modules/staff/contract.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { FormProblem } from '../shell/form-problem.tsx';
import { placeName } from '../shell/programme.tsx';
import { useClosing } from '../shell/use-closing.ts';
import { shellWords } from '../shell/words.ts';
import { DocumentFields } from './document-fields.tsx';
import { scannerWords } from './scanner-words.ts';

type Typed = {
  siteId: number;
  identity: { kind: IdentityKind; number: string };
  name?: string;
  phone?: string;
  remark?: string;
};

/** 添加: the first senior scanner of a site, or a further one. */
export function AddScanner({ onClose }: { onClose: () => void }) {
  const t = useWords(scannerWords);
  const shell = useWords(shellWords);
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  const closing = useClosing(form, onClose);
  const add = useMutation({
    mutationFn: ({ siteId, identity, ...rest }: Typed) => {
      const filled = Object.entries(rest).filter(([, value]) => value?.trim());
      const body = { siteId, identity, level: 'senior' as const, ...Object.fromEntries(filled) };
      return call(staff.addScanner, { body });
    },
    onSuccess: ({ known }) => {
      void queries.invalidateQueries({ queryKey: [staff.scanners.url] });
      void message.success(t(known ? 'known' : 'added'), 8);
      onClose();
    },
  });
  const required = { required: true, message: shell('required') };
  return (
    <Modal
      open
      title={t('add')}
      okText={shell('add')}
      cancelText={shell('cancel')}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      {...closing}
    >
      <FormProblem form={form} error={add.error} />
      <Form<Typed> form={form} layout="vertical" onFinish={(typed) => add.mutate(typed)}>
        <Form.Item name="siteId" label={t('site')} extra={t('siteHint')} rules={[required]}>
          <SiteChoice />
        </Form.Item>
        <DocumentFields required />
        <Form.Item name="name" label={t('name')} extra={t('nameHint')}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name="phone" label={t('phone')}>
          <Input autoComplete="off" maxLength={40} />
        </Form.Item>
        <Form.Item name="remark" label={t('remark')}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** A site out of as many as there are: those whose name holds what was typed. */
function SiteChoice(props: { id?: string; value?: number; onChange?: (id: number) => void }) {
  const { id, value, onChange } = props;
  const lang = useLang();
  const [typed, setTyped] = useState('');
  const body = { limit: 20, ...(typed.trim() && { text: typed.trim() }) };
  const sites = useQuery(queryFor(staff.sites, { body }));
  return (
    <Select
      {...(id && { id })}
      {...(value !== undefined && { value })}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={sites.isFetching}
      options={(sites.data?.items ?? []).map((site) => ({
        value: site.id,
        label: `${placeName(site, lang)} · ${lang === 'zh' ? site.parentZh : site.parentEn}`,
      }))}
      onChange={(chosen: number) => onChange?.(chosen)}
    />
  );
}
