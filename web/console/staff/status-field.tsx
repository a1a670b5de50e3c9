import { Form, Radio } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import { staffWords } from './words.ts';

/** 启用 or 停用, in a form where it stands under `disabled`. */
export function StatusField() {
  const t = useWords(staffWords);
  const isDisabled = Form.useWatch('disabled') === true;
  return (
    <Form.Item name="disabled" label={t('state')} extra={isDisabled ? t('disableHint') : undefined}>
      <Radio.Group
        options={[
          { value: false, label: t('enabled') },
          { value: true, label: t('disabled') },
        ]}
      />
    </Form.Item>
  );
}
