import { useQuery } from '@tanstack/react-query';
import { Form, Radio, Select } from 'antd';
import { useState } from 'react';
import { joiners } from '../../../forms/joiners.ts';
import { access } from '../../../modules/access/contract.ts';
import { isScannerRole, staff } from '../../../modules/staff/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { type Lang, useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import filtersStyles from '../shell/filters.module.css';
import { PlaceChoice } from '../shell/place-picker.tsx';
import { placeName } from '../shell/programme.tsx';
import { shellWords } from '../shell/words.ts';
import styles from './staff-dialogs.module.css';
import { staffWords } from './words.ts';

/** How the pages of staff let roles and places be chosen; here alone they ask for lists of either. */

type Role = ResponseOf<typeof access.roles>[number];

/** The roles of the installation with what each may do. */
export const useRoles = () => useQuery({ ...queryFor(access.roles), staleTime: 60_000 });

/** What a role may do, in one line. */
export function roleSentences({ permissions }: Role, lang: Lang): string {
  return permissions.map((each) => each[lang]).join(joiners[lang].semicolon);
}

/** The roles that are given by themselves; those of scanners come with a site. */
const canBeGranted = ({ code }: Role): boolean => !isScannerRole(code);

/** A role and the place where it is given, in a form where they stand under `role` and `placeId`. */
export function RoleFields() {
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const roles = useRoles();
  const chosen: string | undefined = Form.useWatch('role');
  const required = { required: true, message: shell('required') };
  return (
    <>
      <Form.Item name="placeId" label={t('place')} rules={[required]}>
        <PlaceChoice />
      </Form.Item>
      <Form.Item name="role" label={t('role')} rules={[required]}>
        <Radio.Group className={styles.stack}>
          {roles.data?.filter(canBeGranted).map((role) => (
            <Radio key={role.code} value={role.code}>
              {role[lang]}{' '}
              <span className={textStyles.soft}>
                {role.code === chosen
                  ? roleSentences(role, lang)
                  : t('permissionCount', { count: role.permissions.length })}
              </span>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
    </>
  );
}

/** Those with a role, be it one that is given with a site. */
export function StaffRoleFilter(props: {
  value: string | undefined;
  onChange: (role: string | undefined) => void;
}) {
  const t = useWords(staffWords);
  const lang = useLang();
  const roles = useRoles();
  return (
    <Select
      className={filtersStyles.group}
      aria-label={t('role')}
      placeholder={t('allRoles')}
      allowClear
      popupMatchSelectWidth={false}
      {...(props.value && { value: props.value })}
      options={(roles.data ?? []).map((role) => ({ value: role.code, label: role[lang] }))}
      onChange={(role?: string) => props.onChange(role)}
    />
  );
}

/** A site out of as many as there are: those whose name holds what was typed. */
export function SiteChoice(props: {
  id?: string;
  value?: number;
  onChange?: (id: number) => void;
}) {
  const { id, value, onChange } = props;
  const lang = useLang();
  const [typed, setTyped] = useState('');
  const body = { limit: 20, ...(typed.trim() && { text: typed.trim() }) };
  const sites = useQuery(queryFor(staff.sites, { body }));
  return (
    <Select
      {...(id && { id })}
      {...(value !== undefined && { value })}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={sites.isFetching}
      options={(sites.data?.items ?? []).map((site) => ({
        value: site.id,
        label: `${placeName(site, lang)} · ${lang === 'zh' ? site.parentZh : site.parentEn}`,
      }))}
      onChange={(chosen: number) => onChange?.(chosen)}
    />
  );
}
