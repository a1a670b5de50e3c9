import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { initialPasswordOf } from '../../../forms/sign-in.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { Loaded } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { ApiProblem } from '../../shared/api-problem.ts';
import { useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { FormProblem } from '../shell/form-problem.tsx';
import { todayOf, useProgramme } from '../shell/programme.tsx';
import { useClosing } from '../shell/use-closing.ts';
import { shellWords } from '../shell/words.ts';
import { PersonForm, type Values } from './person-form.tsx';
import { proposedStart } from './proposed-start.ts';
import { rosterWords } from './roster-words.ts';

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
  const programme = useProgramme();
  const { id, definition } = programme;
  // As it was when the dialog opened: what is typed is not overtaken by midnight.
  const [startsOn] = useState(() => proposedStart(definition, todayOf(programme)));
  const [form] = Form.useForm();
  const closing = useClosing(form, onClose);
  /** Whom the server has asked about already: pressing once more is the answer. */
  const [asked, setAsked] = useState<Values | null>(null);
  const isAsked = ({ name, placeId }: Values) => asked?.name === name && asked?.placeId === placeId;
  const handsOut = initialPasswordOf(definition.signIn) === 'random';
  const add = useMutation({
    onError: (error, values) => {
      const isNamesake = error instanceof ApiProblem && error.code === 'person_has_namesake';
      setAsked(isNamesake ? values : null);
    },
    mutationFn: (values: Values) =>
      call(programmes.enrolPerson, {
        params: { id },
        body: {
          fields: fieldsOf(values),
          placeId: Number(values.placeId),
          ...(isAsked(values) && { namesake: true }),
        },
      }),
    onSuccess: useChanged(t(handsOut ? 'personAddedPassword' : 'personAdded'), onClose),
  });
  return (
    <Modal
      open
      width={640}
      title={t('addPerson')}
      okText={asked ? t('addNamesake') : shell('add')}
      cancelText={shell('cancel')}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      {...closing}
    >
      <FormProblem form={form} error={add.error} />
      <PersonForm
        form={form}
        initial={startsOn ? { startsOn } : {}}
        onFinish={(values) => add.mutate(values)}
      />
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
  const closing = useClosing(form, onClose);
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
      {...closing}
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
  const closing = useClosing(form, onClose);
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
      {...closing}
    >
      <p className={textStyles.intro}>{t('withdrawOneHint')}</p>
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
