import { Form, Input } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import { shellWords } from './words.ts';

/** A new password, typed twice; fields `password` and `again` of the form around it. */
export function NewPassword() {
  const t = useWords(shellWords);
  return (
    <>
      <Form.Item
        name="password"
        label={t('newPassword')}
        extra={t('passwordHint')}
        rules={[{ required: true, message: t('required') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('again')}
        dependencies={['password']}
        rules={[
          { required: true, message: t('required') },
          ({ getFieldValue }) => ({
            validator: async (_, value) => {
              if (value && value !== getFieldValue('password')) throw new Error(t('differs'));
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
