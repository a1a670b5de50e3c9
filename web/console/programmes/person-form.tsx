import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, DatePicker, Form, type FormInstance, Input, Modal, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import type { Attribute } from '../../../forms/programme.ts';
import { documentsOf, identifiersOf } from '../../../forms/sign-in.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { Loaded } from '../../shared/antd/pc-parts.tsx';
import widthsStyles from '../../shared/antd/widths.module.css';
import { words as formWords } from '../../shared/antd/words.ts';
import { call } from '../../shared/api.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { PlaceChoice } from '../shell/filters.tsx';
import { FormProblem } from '../shell/form-problem.tsx';
import formRowStyles from '../shell/form-row.module.css';
import marginsStyles from '../shell/margins.module.css';
import { usePlaces, useProgramme } from '../shell/programme.tsx';
import { shellWords } from '../shell/words.ts';
import { rosterWords } from './roster-words.ts';

/** A person as the form holds them: the roster's columns by their keys, and the place. */
type Values = Record<string, unknown> & { placeId?: number };

type Person = { enrolmentId: number; name: string };

function useChanged(text: string, onClose: () => void) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return () => {
    void queries.invalidateQueries();
    void message.success(text);
    onClose();
  };
}

/** What was typed, as a row of a roster would have it. */
function fieldsOf({ placeId: _, ...values }: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      typeof value === 'string' && value.trim() !== '' ? [[key, value]] : [],
    ),
  );
}

/** Adds one person by hand. */
export function AddPerson({ onClose }: { onClose: () => void }) {
  const t = useWords(rosterWords);
  const shell = useWords(shellWords);
  const { id } = useProgramme();
  const [form] = Form.useForm();
  const add = useMutation({
    mutationFn: (values: Values) =>
      call(programmes.enrolPerson, {
        params: { id },
        body: { fields: fieldsOf(values), placeId: Number(values.placeId) },
      }),
    onSuccess: useChanged(t('personAdded'), onClose),
  });
  return (
    <Modal
      open
      width={640}
      title={t('addPerson')}
      okText={shell('add')}
      cancelText={shell('cancel')}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <FormProblem form={form} error={add.error} />
      <PersonForm form={form} initial={{}} onFinish={(values) => add.mutate(values)} />
    </Modal>
  );
}

type ChangeProps = { person: Person; again?: boolean; onClose: () => void };

/** Changes one person, or has somebody take part again who was withdrawn. */
export function ChangePerson(props: ChangeProps) {
  const { person, onClose } = props;
  const t = useWords(rosterWords);
  const shell = useWords(shellWords);
  const { id } = useProgramme();
  const params = { id, enrolmentId: person.enrolmentId };
  const found = useQuery({
    ...queryFor(programmes.enrolledPerson, { params }),
    // What is changed is what was on record when the dialog opened, and each fetch is a look that is noted.
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
    ...{ refetchOnWindowFocus: false, refetchOnReconnect: false },
  });
  const [form] = Form.useForm();
  const change = useMutation({
    mutationFn: (values: Values) =>
      call(programmes.changePerson, {
        params,
        body: {
          fields: fieldsOf(values),
          placeId: Number(values.placeId),
          revision: found.data?.revision ?? '',
          ...(props.again && { again: true }),
        },
      }),
    onSuccess: useChanged(t(props.again ? 'personAgain' : 'personChanged'), onClose),
  });
  return (
    <Modal
      open
      width={640}
      title={t(props.again ? 'againTitle' : 'changeTitle', { name: person.name })}
      okText={shell(props.again ? 'confirm' : 'save')}
      okButtonProps={{ disabled: !found.data }}
      cancelText={shell('cancel')}
      confirmLoading={change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Loaded query={found}>
        {({ fields, placeId }) => (
          <>
            <FormProblem form={form} error={change.error} />
            <PersonForm
              form={form}
              onRecord
              initial={{ ...fields, placeId }}
              onFinish={(values) => change.mutate(values)}
            />
          </>
        )}
      </Loaded>
    </Modal>
  );
}

/** Withdraws one person, with the reason for it. */
export function WithdrawPerson({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useWords(rosterWords);
  const shell = useWords(shellWords);
  const { id } = useProgramme();
  const params = { id, enrolmentId: person.enrolmentId };
  const [form] = Form.useForm<{ reason: string }>();
  const withdraw = useMutation({
    mutationFn: async ({ reason }: { reason: string }) => {
      const { revision } = await call(programmes.enrolledPerson, { params });
      return call(programmes.withdrawPerson, { params, body: { reason, revision } });
    },
    onSuccess: useChanged(t('personWithdrawn', { name: person.name }), onClose),
  });
  return (
    <Modal
      open
      title={t('withdrawOne', { name: person.name })}
      okText={t('withdrawPerson')}
      cancelText={shell('cancel')}
      confirmLoading={withdraw.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className={textStyles.soft}>{t('withdrawOneHint')}</p>
      <FormProblem form={form} error={withdraw.error} />
      <Form form={form} layout="vertical" onFinish={(typed) => withdraw.mutate(typed)}>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, min: 2, message: shell('required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}

type PersonFormProps = {
  form: FormInstance;
  initial: Record<string, unknown>;
  /** Blank leaves what is on record: documents and phones are not shown. */
  onRecord?: boolean;
  onFinish: (values: Values) => void;
};

function PersonForm({ form, initial, onRecord = false, onFinish }: PersonFormProps) {
  const t = useWords(rosterWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const text = useText();
  const programme = useProgramme();
  const { definition } = programme;
  const places = usePlaces().data ?? [];
  const top = places.find(({ id }) => id === programme.placeId);
  const below = top ? places.filter(({ path }) => path.startsWith(top.path)) : places;
  const documents = documentsOf(definition.signIn);
  const required = [{ required: true, whitespace: true, message: shell('required') }];
  const names = [
    ...['name', 'group', 'startsOn', 'endsOn'],
    ...identifiersOf(definition.signIn).map(({ kind }) => kind),
    ...definition.attributes.map(({ code }) => `attribute:${code}`),
    ...(documents.length > 0 ? ['documentType', 'validFrom', 'issuedOn', 'birthDate'] : []),
  ];
  const blank = Object.fromEntries(names.map((name) => [name, undefined]));
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ ...blank, ...initial }}
      onFinish={onFinish}
    >
      <div className={formRowStyles.two}>
        <Form.Item name="name" label={shell('name')} rules={required}>
          <Input maxLength={200} autoFocus={!onRecord} />
        </Form.Item>
        {identifiersOf(definition.signIn).map(({ kind, label, required: must }) => {
          const isHidden = onRecord && initial[kind] === undefined;
          return (
            <Form.Item
              key={kind}
              name={kind}
              label={text(label)}
              rules={must && !isHidden ? required : []}
            >
              <Input
                maxLength={40}
                autoComplete="off"
                {...(isHidden && { placeholder: t('keepHint') })}
              />
            </Form.Item>
          );
        })}
        <Form.Item name="group" label={shell('group')} rules={required}>
          <Select
            popupMatchSelectWidth={false}
            options={definition.groups.map(({ code, name }) => ({
              value: code,
              label: name[lang],
            }))}
          />
        </Form.Item>
        <Form.Item
          name="placeId"
          label={shell('place')}
          rules={[{ required: true, message: shell('required') }]}
        >
          <PlaceChoice places={below} />
        </Form.Item>
        {definition.attributes.map((attribute) => (
          <AttributeField key={attribute.code} attribute={attribute} />
        ))}
        <DayItem name="startsOn" label={t('starts')} hint={definition.startsOn} />
        <DayItem name="endsOn" label={t('ends')} hint={definition.endsOn} />
      </div>
      {documents.length > 0 && (
        <>
          <Alert
            className={marginsStyles.below}
            type="info"
            showIcon
            title={t(onRecord ? 'documentsKeep' : 'documentsHint')}
          />
          <div className={formRowStyles.two}>
            <Form.Item name="documentType" label={t('documentType')}>
              <Select
                allowClear
                popupMatchSelectWidth={false}
                options={documents.map(({ kind, label }) => ({ value: kind, label: text(label) }))}
              />
            </Form.Item>
            <DayItem name="birthDate" label={t('birthDate')} />
            {documents.some(({ date }) => date === 'validFrom') && (
              <DayItem name="validFrom" label={t('validFrom')} />
            )}
            {documents.some(({ date }) => date === 'issuedOn') && (
              <DayItem name="issuedOn" label={t('issuedOn')} />
            )}
          </div>
        </>
      )}
    </Form>
  );
}

/** A day, kept as it is written: `YYYY-MM-DD`. */
function DayItem({ name, label, hint }: { name: string; label: string; hint?: string }) {
  return (
    <Form.Item
      name={name}
      label={label}
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

function AttributeField({ attribute }: { attribute: Attribute }) {
  const shell = useWords(shellWords);
  const form = useWords(formWords);
  const text = useText();
  const { code, label, type, options = [], required } = attribute;
  const rules = required ? [{ required: true, message: shell('required') }] : [];
  return (
    <Form.Item name={`attribute:${code}`} label={text(label)} rules={rules}>
      {type === 'yesno' ? (
        <Radio.Group
          options={[
            { value: 'yes', label: form('yes') },
            { value: 'no', label: form('no') },
          ]}
        />
      ) : type === 'choice' ? (
        <Select
          allowClear={!required}
          options={options.map((option) => ({ value: option.code, label: text(option.label) }))}
        />
      ) : (
        <Input maxLength={200} />
      )}
    </Form.Item>
  );
}
