import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input } from 'antd';
import type { IdentityKind } from '../../../forms/definition.ts';
import { staff } from '../../../modules/staff/contract.ts';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { FormDialog } from '../shell/form-dialog.tsx';
import { shellWords } from '../shell/words.ts';
import { SiteChoice } from './choices.tsx';
import { DocumentFields } from './document-fields.tsx';
import { scannerWords } from './scanner-words.ts';

export type TypedScanner = {
  siteId: number;
  identity: { kind: IdentityKind; number: string };
  name?: string;
  phone?: string;
  remark?: string;
  disabled?: boolean;
};

/** Adds the first senior scanner of a site, or a further one. */
export function useAddScanner(onClose: () => void) {
  const t = useWords(scannerWords);
  const queries = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: ({ siteId, identity, disabled = false, ...texts }: TypedScanner) => {
      const filled = Object.entries(texts).filter(([, value]) => value?.trim());
      const level = 'senior' as const;
      const body = { siteId, identity, level, disabled, ...Object.fromEntries(filled) };
      return call(staff.addScanner, { body });
    },
    onSuccess: ({ known }) => {
      void queries.invalidateQueries({ queryKey: [staff.scanners.url] });
      void queries.invalidateQueries({ queryKey: [staff.list.url] });
      void message.success(t(known ? 'known' : 'added'), 8);
      onClose();
    },
  });
}

/** 添加: on the page of scanners. */
export function AddScanner({ onClose }: { onClose: () => void }) {
  const t = useWords(scannerWords);
  const shell = useWords(shellWords);
  const add = useAddScanner(onClose);
  return (
    <FormDialog<TypedScanner> title={t('add')} okText={shell('add')} send={add} onClose={onClose}>
      <ScannerFields />
    </FormDialog>
  );
}

/** Who shall scan, and where: somebody who has an account already is known by their document alone. */
export function ScannerFields() {
  const t = useWords(scannerWords);
  const shell = useWords(shellWords);
  const required = { required: true, message: shell('required') };
  return (
    <>
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
    </>
  );
}
