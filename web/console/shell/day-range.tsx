import { DatePicker } from 'antd';
import type { Dayjs } from 'dayjs';
import type { ComponentProps } from 'react';

type Days = [Dayjs, Dayjs];
type Props = Omit<ComponentProps<typeof DatePicker.RangePicker>, 'value' | 'onChange'> & {
  value?: Days | null;
  onChange?: (days: Days | null) => void;
};

/**
 * The first and the last day, both or none. The library would let nobody go on by Tab from a day that is left blank,
 * unless it may be.
 */
export function DayRange({ value, onChange, ...rest }: Props) {
  return (
    <DatePicker.RangePicker
      {...rest}
      allowEmpty={[true, true]}
      value={value ?? null}
      onChange={(range) => {
        const [from, to] = range ?? [];
        if (from && to) onChange?.([from, to]);
        else if (!from && !to) onChange?.(null);
      }}
    />
  );
}
