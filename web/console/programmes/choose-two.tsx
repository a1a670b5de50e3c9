import { useQuery } from '@tanstack/react-query';
import { Alert, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { identifiersText } from '../../../forms/sign-in.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import { useAddress } from '../shell/address.ts';
import { useProgramme } from '../shell/programme.tsx';
import { shellWords } from '../shell/words.ts';
import { duplicatesWords } from './duplicates-words.ts';

/** Two people of one's own choice, to be compared. */
export function ChooseTwo({ onClose }: { onClose: () => void }) {
  const t = useWords(duplicatesWords);
  const shell = useWords(shellWords);
  const address = useAddress();
  const [form] = Form.useForm<{ one: number; other: number }>();
  return (
    <Modal
      open
      title={t('compareTitle')}
      okText={t('compare')}
      cancelText={shell('cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ one, other }) => {
          address.set({ one, other }, { push: true });
          onClose();
        }}
      >
        <Form.Item
          name="one"
          label={t('chooseFirst')}
          rules={[{ required: true, message: shell('required') }]}
        >
          <PersonChoice />
        </Form.Item>
        <Form.Item
          name="other"
          label={t('chooseSecond')}
          dependencies={['one']}
          rules={[
            { required: true, message: shell('required') },
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value !== undefined && value === getFieldValue('one')
                  ? Promise.reject(new Error(t('sameChosen')))
                  : Promise.resolve(),
            }),
          ]}
        >
          <PersonChoice />
        </Form.Item>
      </Form>
    </Modal>
  );
}

type PersonChoiceProps = { id?: string; value?: number; onChange?: (enrolmentId: number) => void };

function PersonChoice(props: PersonChoiceProps) {
  const t = useWords(duplicatesWords);
  const lang = useLang();
  const { id } = useProgramme();
  const [search, setSearch] = useState('');
  const found = useQuery({
    ...queryFor(programmes.roster, { params: { id }, body: { search, limit: 20 } }),
    enabled: search.trim().length > 0,
  });
  if (found.isError) return <Alert type="error" showIcon title={problemText(found.error, lang)} />;
  return (
    <Select<number>
      {...props}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      placeholder={t('chooseHint')}
      loading={found.isFetching}
      notFoundContent={t(search.trim() ? 'chooseNobody' : 'chooseType')}
      options={(found.data?.items ?? []).map(({ enrolmentId, name, identifiers }) => ({
        value: enrolmentId,
        label: `${name} ${identifiersText(identifiers)}`,
      }))}
    />
  );
}
