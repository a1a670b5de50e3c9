import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Form, Input, Space } from 'antd';
import { useState } from 'react';
import { access } from '../../../modules/access/contract.ts';
import { Loaded } from '../../shared/antd/pc-parts.tsx';
import { ApiProblem, call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { FormProblem } from '../shell/form-problem.tsx';
import { PlaceChoice } from '../shell/place-picker.tsx';
import { useClosing } from '../shell/use-closing.ts';
import { shellWords } from '../shell/words.ts';
import type { Group } from './choosing.ts';
import { merged, type RoleChanges, type RoleFields } from './merging.ts';
import { PermissionTree } from './permission-tree.tsx';
import { ChangedMeanwhile, EffectOfChange } from './role-changes.tsx';
import type { Role } from './roles.tsx';
import { accessWords } from './words.ts';

type Typed = RoleFields & { placeId?: number };

type Props = {
  /** The role that is edited; none where one is added. */
  role?: Role;
  /** What a new role is made after. */
  from?: Role;
  mayAddForAll?: boolean;
  onClose: () => void;
};

/** Adds a role, or changes one; what others changed meanwhile is merged with what was typed. */
export function RoleEditor(props: Props) {
  const { role, from, mayAddForAll = false, onClose } = props;
  const t = useWords(accessWords);
  const lang = useLang();
  const [form] = Form.useForm<Typed>();
  const { onCancel } = useClosing(form, onClose);
  const readOnly = role !== undefined && !role.mayChange;
  const save = useSaving(role, form, onClose);
  const titleOfRole = readOnly ? 'viewTitle' : 'editTitle';
  return (
    <Drawer
      open
      size={760}
      title={role ? t(titleOfRole, { role: role[lang] }) : t('addTitle')}
      onClose={onCancel as () => void}
      footer={!readOnly && <EditorButtons {...{ save, onClose }} send={() => form.submit()} />}
    >
      {readOnly && <p className={textStyles.soft}>{t('fromAbove')}</p>}
      {save.changes && <ChangedMeanwhile changes={save.changes} />}
      {!save.changes && <FormProblem form={form} error={save.error} />}
      <Form<Typed>
        form={form}
        layout="vertical"
        disabled={readOnly}
        initialValues={useInitial(role, from)}
        onFinish={save.ask}
      >
        <Fields {...{ readOnly, mayAddForAll }} {...(role && { role })} {...(from && { from })} />
      </Form>
      {save.asked && (
        <EffectOfChange
          code={role?.code ?? ''}
          permissions={save.asked.permissions}
          isSaving={save.isPending}
          onCancel={save.cancel}
          onConfirm={save.confirm}
        />
      )}
    </Drawer>
  );
}

const fieldsOf = ({ zh, en, description, permissions }: Role): RoleFields => ({
  ...{ nameZh: zh, nameEn: en, description, permissions },
});

function useInitial(role: Role | undefined, from: Role | undefined): Partial<Typed> {
  const t = useWords(accessWords);
  if (role) return fieldsOf(role);
  if (!from) return { description: '', permissions: [] };
  return {
    ...fieldsOf(from),
    nameZh: t('copyOf', { name: from.zh }).slice(0, 40),
    nameEn: t('copyOf', { name: from.en }).slice(0, 60),
    ...(from.place && from.mayChange && { placeId: from.place.id }),
  };
}

function EditorButtons(props: {
  save: { isPending: boolean };
  send: () => void;
  onClose: () => void;
}) {
  const t = useWords(accessWords);
  const shell = useWords(shellWords);
  return (
    <Space>
      <Button type="primary" loading={props.save.isPending} onClick={props.send}>
        {t('submit')}
      </Button>
      <Button onClick={props.onClose}>{shell('cancel')}</Button>
    </Space>
  );
}

function Fields(props: { role?: Role; from?: Role; readOnly: boolean; mayAddForAll: boolean }) {
  const { role, from, readOnly, mayAddForAll } = props;
  const t = useWords(accessWords);
  const shell = useWords(shellWords);
  const form = Form.useFormInstance<Typed>();
  const chosenPlace = Form.useWatch('placeId', form) as number | undefined;
  const placeId = role ? role.place?.id : chosenPlace;
  const isLocal = role === undefined && !mayAddForAll && placeId === undefined;
  const tree = useQuery({
    ...queryFor(access.permissions, { query: placeId === undefined ? {} : { placeId } }),
    // A place that is above one's own is not one's own to give at; the role is shown all the same.
    enabled: !readOnly,
  });
  const whole = useQuery({ ...queryFor(access.permissions, { query: {} }), enabled: readOnly });
  const required = { required: true, whitespace: true, message: shell('required') };
  return (
    <>
      <Form.Item name="nameZh" label={t('nameZh')} rules={[required]}>
        <Input maxLength={40} autoFocus />
      </Form.Item>
      <Form.Item name="nameEn" label={t('nameEn')} rules={[required]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="description" label={t('description')}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      {!role && (
        <Form.Item
          name="placeId"
          label={t('scope')}
          extra={t(mayAddForAll ? 'scopeHint' : 'scopeHintLocal')}
          rules={mayAddForAll ? [] : [{ required: true, message: shell('required') }]}
        >
          <PlaceChoice />
        </Form.Item>
      )}
      {!isLocal && (
        <Loaded query={readOnly ? whole : tree}>
          {(groups) => (
            <>
              {from && <NotCopied from={from} groups={groups} />}
              <Form.Item
                name="permissions"
                label={t('permissions')}
                {...(!role && {
                  getValueProps: (names: string[]) => ({ value: givable(names, groups) }),
                })}
              >
                <PermissionTree groups={groups} readOnly={readOnly} />
              </Form.Item>
            </>
          )}
        </Loaded>
      )}
    </>
  );
}

const givable = (names: readonly string[], groups: readonly Group[]): string[] => {
  const mine = groups.flatMap(({ permissions }) => permissions.filter(({ mayGive }) => mayGive));
  return names.filter((name) => mine.some((each) => each.name === name));
};

/** A copy has only what whoever makes it may give. */
function NotCopied({ from, groups }: { from: Role; groups: readonly Group[] }) {
  const t = useWords(accessWords);
  const count = from.permissions.length - givable(from.permissions, groups).length;
  return count > 0 ? <p className={textStyles.soft}>{t('notCopied', { count })}</p> : null;
}

type FormOf = ReturnType<typeof Form.useForm<Typed>>[0];

/** Saves what was typed: first says what it does to those who hold the role, and merges where somebody was quicker. */
function useSaving(role: Role | undefined, form: FormOf, onClose: () => void) {
  const t = useWords(accessWords);
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [base, setBase] = useState(role);
  const [asked, setAsked] = useState<Typed>();
  const [changes, setChanges] = useState<RoleChanges>();
  const mutation = useMutation({
    mutationFn: (typed: Typed) => send(queries, base, typed),
    onSuccess: () => {
      void queries.invalidateQueries();
      void message.success(t(role ? 'saved' : 'added'));
      onClose();
    },
    onError: async (error, typed) => {
      setAsked(undefined);
      if (!(error instanceof ApiProblem && error.code === 'role_changed' && base)) return;
      const now = await call(access.managedRole, { params: { code: base.code } });
      const { changes: theirs, fields } = merged(fieldsOf(base), typed, fieldsOf(now));
      form.setFieldsValue(fields);
      setBase(now);
      setChanges(theirs);
      void queries.invalidateQueries({ queryKey: [access.managedRoles.url] });
    },
  });
  const ask = (typed: Typed) => {
    const before = new Set<string>(base?.permissions);
    const isSame =
      typed.permissions.length === before.size &&
      typed.permissions.every((each) => before.has(each));
    if (base && base.holders > 0 && !isSame) setAsked(typed);
    else mutation.mutate(typed);
  };
  return {
    ask,
    asked,
    changes,
    error: mutation.error,
    isPending: mutation.isPending,
    cancel: () => setAsked(undefined),
    confirm: () => asked && mutation.mutate(asked),
  };
}

async function send(
  queries: ReturnType<typeof useQueryClient>,
  base: Role | undefined,
  { placeId, ...typed }: Typed,
): Promise<Role> {
  const fields = { ...typed, description: typed.description ?? '' };
  if (base) {
    const { code, version } = base;
    return call(access.changeRole, { params: { code }, body: { ...fields, version } });
  }
  const tree = queryFor(access.permissions, { query: placeId === undefined ? {} : { placeId } });
  const groups = await queries.ensureQueryData(tree);
  const permissions = givable(fields.permissions, groups);
  return call(access.addRole, { body: { ...fields, permissions, placeId: placeId ?? null } });
}
