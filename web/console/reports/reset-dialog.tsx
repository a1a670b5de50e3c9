import { useMutation } from '@tanstack/react-query';
import { App, Checkbox, Form, Input, Modal } from 'antd';
import type { ParticipantApp } from '../../../forms/programme.ts';
import { initialPasswordOf } from '../../../forms/sign-in.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { call } from '../../shared/api.ts';
import { useAppName } from '../../shared/app-names.ts';
import { useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { FormProblem } from '../shell/form-problem.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { shellWords } from '../shell/words.ts';
import { reportWords } from './words.ts';

type Typed = { apps: ParticipantApp[]; reason: string; checked: boolean };

/** After checking a person face to face: back to before the first sign-in. With its reason in the audit trail. */
export function ResetDialog(props: {
  open: boolean;
  person: { enrolmentId: number; name: string; programmeId: number };
  onClose: () => void;
  /** Told the new one-time password, where the programme hands them out. */
  onPassword: (password: string) => void;
}) {
  const { open, person, onClose, onPassword } = props;
  const t = useWords(reportWords);
  const shell = useWords(shellWords);
  const appName = useAppName();
  const { definition } = useProgramme();
  const isRandom = initialPasswordOf(definition.signIn) === 'random';
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  const reset = useMutation({
    mutationFn: ({ apps, reason }: Typed) =>
      call(programmes.resetPerson, {
        params: { id: person.programmeId, enrolmentId: person.enrolmentId },
        body: { apps, reason, checkedInPerson: true },
      }),
    onSuccess: ({ oneTimePassword }) => {
      onClose();
      if (oneTimePassword) onPassword(oneTimePassword);
      else void message.success(t('resetDone', { name: person.name }));
    },
  });
  return (
    <Modal
      open={open}
      title={t('resetTitle', { name: person.name })}
      okText={t('resetPerson')}
      cancelText={shell('cancel')}
      confirmLoading={reset.isPending}
      destroyOnHidden
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className={textStyles.intro}>{t(isRandom ? 'resetHintRandom' : 'resetHint')}</p>
      <FormProblem form={form} error={reset.error} />
      <Form<Typed>
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={{ apps: definition.systems }}
        onFinish={(typed) => reset.mutate(typed)}
      >
        <Form.Item
          name="apps"
          // One account for all of them is reset as a whole.
          hidden={definition.signIn.credentials === 'programme'}
          label={t('resetApps')}
          rules={[
            // Not `required`: the library would say so to a group, which cannot be required.
            {
              validator: async (_, chosen: Typed['apps']) => {
                if (chosen.length === 0) throw new Error(t('resetAppsNeeded'));
              },
            },
          ]}
        >
          <Checkbox.Group
            options={definition.systems.map((app) => ({ value: app, label: appName(app) }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('resetReason')}
          rules={[{ required: true, whitespace: true, min: 2, message: shell('required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <Form.Item
          name="checked"
          valuePropName="checked"
          rules={[
            {
              validator: async (_, value) => {
                if (!value) throw new Error(t('resetCheckedNeeded'));
              },
            },
          ]}
        >
          <Checkbox>{t('resetChecked')}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
