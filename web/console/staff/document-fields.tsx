import { Form, Input, Select } from 'antd';
import { documentNames } from '../../../forms/fields/identity.ts';
import { identityKinds } from '../../../forms/identity.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { shellWords } from '../shell/words.ts';
import { scannerWords } from './scanner-words.ts';

/** Kind and number of somebody's identity document, in a form where they stand under `identity`. */
export function DocumentFields({ required, hint }: { required: boolean; hint?: string }) {
  const t = useWords(scannerWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const options = identityKinds.map((kind) => ({ value: kind, label: documentNames[kind][lang] }));
  return (
    <>
      <Form.Item name={['identity', 'kind']} label={t('document')} initialValue="prc_id">
        <Select options={options} />
      </Form.Item>
      <Form.Item
        name={['identity', 'number']}
        label={t('number')}
        {...(hint && { extra: hint })}
        rules={required ? [{ required: true, whitespace: true, message: shell('required') }] : []}
      >
        <Input autoComplete="off" maxLength={64} />
      </Form.Item>
    </>
  );
}
