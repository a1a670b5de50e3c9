import { Button, Form, Input, Select } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import { useAddress } from '../shell/address.ts';
import filtersStyles from '../shell/filters.module.css';
import { FormProblem } from '../shell/form-problem.tsx';
import { PlacePicker } from '../shell/place-picker.tsx';
import { shellWords } from '../shell/words.ts';
import { StaffRoleFilter } from './choices.tsx';
import styles from './staff.module.css';
import { staffWords } from './words.ts';

/** What is typed to find somebody. It stands in no address, and lasts as long as the page is shown. */
export type StaffTyped = { identity?: string; name?: string; account?: string };

const types = ['organisation', 'site'] as const;

/** Who is listed, as the address says it. */
export function useStaffFilter() {
  const address = useAddress();
  const state = address.text('state');
  const type = types.find((each) => each === address.text('type'));
  const disabled = state === 'disabled' ? true : state === 'enabled' ? false : undefined;
  return { placeId: address.number('place'), role: address.text('role'), type, disabled };
}

type SearchProps = { error: unknown; onSearch: (typed: StaffTyped) => void };

/** 身份证号, 姓名 and 账号 with 查询 and 重置, and beside them what is chosen from lists. */
export function StaffSearch({ error, onSearch }: SearchProps) {
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  const address = useAddress();
  const [form] = Form.useForm<StaffTyped>();
  const none = { place: undefined, role: undefined, type: undefined, state: undefined };
  const field = (name: keyof StaffTyped, label: string, maxLength: number) => (
    <Form.Item name={name} label={label} className={styles.field}>
      <Input allowClear autoComplete="off" maxLength={maxLength} />
    </Form.Item>
  );
  return (
    <>
      <FormProblem form={form} error={error} />
      <Form<StaffTyped>
        form={form}
        // Dialogs over the page have fields of the same names.
        name="staff-search"
        layout="inline"
        colon={false}
        className={styles.search}
        onFinish={onSearch}
        role="search"
      >
        {field('identity', t('identity'), 64)}
        {field('name', shell('name'), 100)}
        {field('account', t('account'), 100)}
        <span className={styles.buttons}>
          <Button type="primary" htmlType="submit">
            {shell('search')}
          </Button>
          <Button
            onClick={() => {
              form.resetFields();
              onSearch({});
              address.set(none);
            }}
          >
            {shell('reset')}
          </Button>
        </span>
      </Form>
      <Choices />
    </>
  );
}

function Choices() {
  const t = useWords(staffWords);
  const address = useAddress();
  const { placeId, role, type } = useStaffFilter();
  const state = address.text('state');
  return (
    <div className={filtersStyles.filters}>
      <PlacePicker value={placeId} onChange={(place) => address.set({ place })} />
      <Select
        className={filtersStyles.group}
        aria-label={t('type')}
        placeholder={t('allTypes')}
        allowClear
        {...(type && { value: type })}
        options={types.map((value) => ({ value, label: t(`type_${value}`) }))}
        onChange={(next?: string) => address.set({ type: next })}
      />
      <StaffRoleFilter value={role} onChange={(next) => address.set({ role: next })} />
      <Select
        className={filtersStyles.group}
        aria-label={t('state')}
        placeholder={t('allStates')}
        allowClear
        {...(state && { value: state })}
        options={[
          { value: 'enabled', label: t('enabled') },
          { value: 'disabled', label: t('disabled') },
        ]}
        onChange={(next?: string) => address.set({ state: next })}
      />
    </div>
  );
}
