import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { FormProblem } from '../shell/form-problem.tsx';
import marginsStyles from '../shell/margins.module.css';
import { useProgramme } from '../shell/programme.tsx';
import { useClosing } from '../shell/use-closing.ts';
import { shellWords } from '../shell/words.ts';
import { duplicatesWords } from './duplicates-words.ts';

type UndoMergeProps = {
  merge: ResponseOf<typeof programmes.merges>['items'][number];
  onClose: () => void;
};

/** Undoes a merge, with the reason for it. */
export function UndoMerge({ merge, onClose }: UndoMergeProps) {
  const t = useWords(duplicatesWords);
  const shell = useWords(shellWords);
  const { id } = useProgramme();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const closing = useClosing(form, onClose);
  const undo = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      call(programmes.undoMerge, { params: { id, mergeId: merge.id }, body: { reason } }),
    onSuccess: () => {
      void queries.invalidateQueries();
      void message.success(t('undone'));
      onClose();
    },
  });
  return (
    <Modal
      open
      // Over the drawer of the person.
      zIndex={1020}
      title={t('undoTitle', { name: merge.survivor.name })}
      okText={t('undo')}
      cancelText={shell('cancel')}
      confirmLoading={undo.isPending}
      onOk={() => form.submit()}
      {...closing}
    >
      <p className={`${textStyles.soft} ${marginsStyles.below}`}>{t('undoHint')}</p>
      <FormProblem form={form} error={undo.error} />
      <Form form={form} layout="vertical" onFinish={(typed) => undo.mutate(typed)}>
        <Form.Item
          name="reason"
          label={t('undoReason')}
          rules={[{ required: true, whitespace: true, min: 2, message: shell('required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
