import { useMutation, useQueryClient } from '@tanstack/react-query';
import { DatePicker, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { addDays, dayOf } from '../../../forms/days.ts';
import { longestKey, staff } from '../../../modules/staff/contract.ts';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { serverNow } from '../../shared/server-time.ts';
import { FormDialog } from '../shell/form-dialog.tsx';
import { shellWords } from '../shell/words.ts';
import { apiKeyWords } from './api-key-words.ts';
import { RoleFields } from './choices.tsx';

type Typed = { name: string; role: string; placeId: number; lastDay: Dayjs };

/** A key to be made; it is told once. */
export function AddApiKey(props: { onClose: () => void; onAdded: (key: string) => void }) {
  const t = useWords(apiKeyWords);
  const shell = useWords(shellWords);
  const queries = useQueryClient();
  const add = useMutation({
    mutationFn: ({ lastDay, ...typed }: Typed) =>
      call(staff.addApiKey, { body: { ...typed, lastDay: lastDay.format('YYYY-MM-DD') } }),
    onSuccess: ({ key }) => {
      void queries.invalidateQueries({ queryKey: [staff.apiKeys.url] });
      props.onClose();
      props.onAdded(key);
    },
  });
  const today = dayOf(serverNow(), 'UTC');
  const last = addDays(today, longestKey);
  const required = { required: true, message: shell('required') };
  return (
    <FormDialog<Typed>
      title={t('add')}
      okText={t('add')}
      send={add}
      initialValues={{ lastDay: dayjs(addDays(today, 90)) }}
      onClose={props.onClose}
    >
      <Form.Item
        name="name"
        label={t('name')}
        extra={t('nameHint')}
        rules={[{ ...required, whitespace: true }]}
      >
        <Input maxLength={100} autoComplete="off" autoFocus />
      </Form.Item>
      <RoleFields />
      <Form.Item
        name="lastDay"
        label={t('lastDay')}
        extra={t('lastDayHint', { days: longestKey })}
        rules={[required]}
      >
        <DatePicker
          allowClear={false}
          disabledDate={(day) => {
            const chosen = day.format('YYYY-MM-DD');
            return chosen <= today || chosen > last;
          }}
        />
      </Form.Item>
    </FormDialog>
  );
}
