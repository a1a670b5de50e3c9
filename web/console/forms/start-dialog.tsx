import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Form, Input, Modal, Radio } from 'antd';
import type { FormDefinition } from '../../../forms/definition.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { FormProblem } from '../shell/form-problem.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { formWords } from './form-words.ts';

/** What a new form begins with: nothing, or a copy of a version. */
export type StartFrom = { versionId?: number; name?: string; definition?: FormDefinition };

type Typed = { form: string; zh: string; en: string; purpose: 'report' | 'check' };

/** Asks what a new form is called and for, and opens its draft. */
export function StartDialog({ from, onClose }: { from: StartFrom; onClose: () => void }) {
  const t = useWords(formWords);
  const { id, code: programme, definition } = useProgramme();
  const [form] = Form.useForm<Typed>();
  const queries = useQueryClient();
  /** Not of a copy, which is for what the other one is for. */
  const isNew = from.versionId === undefined;
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: ({ form: code, zh, en, purpose }: Typed) =>
      call(programmes.startFormDraft, {
        params: { id },
        body: {
          ...{ form: code.trim(), title: { zh: zh.trim(), en: en.trim() } },
          ...(isNew && { purpose }),
          ...(from.versionId !== undefined && { from: { versionId: from.versionId } }),
          ...(from.definition && {
            // What is typed here is what the form is called.
            from: { definition: { ...from.definition, title: { zh: zh.trim(), en: en.trim() } } },
          }),
        },
      }),
    onSuccess: async (draft) => {
      await queries.invalidateQueries({ queryKey: [programmes.forms.url] });
      await navigate({
        to: '/p/$programme/forms/$draftId',
        params: { programme, draftId: String(draft.id) },
      });
    },
  });
  const needed = { required: true, whitespace: true, message: t('needed') };
  return (
    <Modal
      open
      title={from.name ? t('copyOf', { name: from.name }) : t('newForm')}
      okText={t('start')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: start.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        name="start"
        form={form}
        layout="vertical"
        initialValues={{
          form: from.definition?.code ?? '',
          zh: from.definition?.title?.zh ?? '',
          en: from.definition?.title?.en ?? '',
          purpose: 'report',
        }}
        onFinish={(typed) => start.mutate(typed)}
      >
        <FormProblem form={form} error={start.error} />
        <Form.Item name="zh" label={t('titleZh')} rules={[needed]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="en" label={t('titleEn')} rules={[needed]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          name="form"
          label={t('code')}
          extra={t('codeHint')}
          rules={[
            { pattern: /^[a-z][A-Za-z\d]*(?:[-_][A-Za-z\d]+)*$/, message: t('codeWrong') },
            needed,
          ]}
        >
          <Input maxLength={40} />
        </Form.Item>
        {isNew && definition.colours && (
          <Form.Item name="purpose" label={t('purpose')}>
            <Radio.Group
              options={[
                { value: 'report', label: t('forReports') },
                { value: 'check', label: t('check') },
              ]}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
