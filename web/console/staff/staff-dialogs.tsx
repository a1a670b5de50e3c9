import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Input } from 'antd';
import { useState } from 'react';
import type { IdentityKind } from '../../../forms/definition.ts';
import { joiners } from '../../../forms/joiners.ts';
import { staff } from '../../../modules/staff/contract.ts';
import { ApiProblem, call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { FormDialog } from '../shell/form-dialog.tsx';
import marginsStyles from '../shell/margins.module.css';
import { shellWords } from '../shell/words.ts';
import type { NewCredentials } from './add-staff.tsx';
import { DocumentFields } from './document-fields.tsx';
import type { StaffMember } from './staff-columns.tsx';
import { StatusField } from './status-field.tsx';
import { staffWords } from './words.ts';

/** Has whatever shows staff ask anew, after a change. */
export function useStaffChanged() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: [staff.list.url] });
    void queries.invalidateQueries({ queryKey: [staff.member.url] });
  };
}

/** Changes something about a member of staff: then what is shown is asked anew, and the dialog closes. */
function useChange<Typed>(change: (typed: Typed) => Promise<unknown>, onClose: () => void) {
  const t = useWords(staffWords);
  const changed = useStaffChanged();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      changed();
      void message.success(t('saved'));
      onClose();
    },
  });
}

/** 编辑: status and remark. Where somebody else was faster, it shows what they wrote, and keeps what was typed. */
export function EditStaff({ member, onClose }: { member: StaffMember; onClose: () => void }) {
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  const [newest, setNewest] = useState<StaffMember>();
  const params = { personId: member.personId };
  type Typed = { disabled: boolean; remark?: string };
  const change = useChange(async ({ disabled, remark }: Typed) => {
    const { version } = newest ?? member;
    const body = { version, disabled, remark: remark?.trim() || null };
    try {
      await call(staff.change, { params, body });
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'staff_changed') {
        setNewest(await call(staff.member, { params }));
      }
      throw error;
    }
  }, onClose);
  return (
    <FormDialog<Typed>
      title={t('editTitle', { name: member.name })}
      okText={shell('submit')}
      send={change}
      initialValues={{ disabled: member.disabled, remark: member.remark ?? '' }}
      onClose={onClose}
    >
      {newest && <Newest member={newest} />}
      <StatusField />
      <Form.Item name="remark" label={t('remark')}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </FormDialog>
  );
}

/** What somebody else made of it meanwhile; sending once more replaces that. */
function Newest({ member: { disabled, remark } }: { member: StaffMember }) {
  const t = useWords(staffWords);
  const { colon } = joiners[useLang()];
  return (
    <Alert
      className={marginsStyles.below}
      type="info"
      title={
        <>
          {t('newest')}
          <br />
          {t('state')}
          {colon}
          {t(disabled ? 'disabled' : 'enabled')}
          <br />
          {t('remark')}
          {colon}
          {remark ?? t('noRemark')}
        </>
      }
    />
  );
}

/** 登记证件: without it nobody decides about codes. */
export function SetDocument({ member, onClose }: { member: StaffMember; onClose: () => void }) {
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  type Typed = { identity: { kind: IdentityKind; number: string } };
  const set = useChange(
    (body: Typed) => call(staff.setDocument, { params: { personId: member.personId }, body }),
    onClose,
  );
  return (
    <FormDialog<Typed>
      title={t('documentTitle', { name: member.name })}
      okText={shell('save')}
      send={set}
      onClose={onClose}
    >
      <DocumentFields required hint={t('documentHint')} />
    </FormDialog>
  );
}

/** 重置密码: a one-time password, with 确定 and 取消. */
export function ResetStaff(props: {
  member: StaffMember;
  onClose: () => void;
  onDone: (made: NewCredentials) => void;
}) {
  const { member, onClose, onDone } = props;
  const t = useWords(staffWords);
  const shell = useWords(shellWords);
  const changed = useStaffChanged();
  const reset = useMutation({
    mutationFn: (body: { reason: string }) =>
      call(staff.reset, { params: { personId: member.personId }, body }),
    onSuccess: ({ oneTimePassword }) => {
      changed();
      onDone({ name: member.name, username: member.username, password: oneTimePassword });
    },
  });
  return (
    <FormDialog<{ reason: string }>
      title={t('resetTitle', { name: member.name })}
      okText={t('ok')}
      send={reset}
      onClose={onClose}
    >
      <p>{t('resetHint')}</p>
      <Form.Item
        name="reason"
        label={t('reason')}
        extra={t('reasonHint')}
        rules={[{ required: true, whitespace: true, min: 2, message: shell('required') }]}
      >
        <Input.TextArea rows={2} maxLength={500} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
