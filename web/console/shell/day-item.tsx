import { DatePicker, Form } from 'antd';
import dayjs from 'dayjs';
import type { ComponentProps, ReactNode } from 'react';
import widthsStyles from '../../shared/antd/widths.module.css';

type DayItemProps = {
  name: string;
  label: string;
  /** Shown while no day is chosen: what then holds. */
  hint?: string;
  extra?: ReactNode;
} & Pick<ComponentProps<typeof Form.Item>, 'rules' | 'dependencies'>;

/** A day, kept as it is written: `YYYY-MM-DD`. */
export function DayItem({ name, label, hint, extra, rules = [], dependencies = [] }: DayItemProps) {
  return (
    <Form.Item
      name={name}
      label={label}
      extra={extra}
      rules={rules}
      dependencies={dependencies}
      getValueProps={(value?: string) => ({ value: value ? dayjs(value) : null })}
      normalize={(day?: dayjs.Dayjs | null) => day?.format('YYYY-MM-DD')}
    >
      <DatePicker
        className={widthsStyles.wide}
        {...(hint && { placeholder: hint })}
        showNow={false}
      />
    </Form.Item>
  );
}
