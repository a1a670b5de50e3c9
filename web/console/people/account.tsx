import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Tag } from 'antd';
import { people } from '../../../modules/people/contract.ts';
import { Loaded, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { SessionTable } from '../../shared/antd/session-table.tsx';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import { sessionWords } from '../../shared/session-words.ts';
import { useCurrentUser } from '../../shared/staff/current-user.ts';
import textStyles from '../../shared/text.module.css';
import { FormProblem } from '../shell/form-problem.tsx';
import marksStyles from '../shell/marks.module.css';
import { NewPassword } from '../shell/new-password.tsx';
import { placeName } from '../shell/programme.tsx';
import { useGrants } from '../shell/session.ts';
import { shellWords } from '../shell/words.ts';
import styles from './account.module.css';
import { peopleWords } from './words.ts';

/** One's own account: roles, password, signed-in devices. */
export function Account() {
  const t = useWords(peopleWords);
  const session = useWords(sessionWords);
  const who = useCurrentUser();
  return (
    <>
      <PageHead title={who.name} note={t('accountNote', { account: who.account })} />
      <MyRoles />
      <Panel title={session('sessions')}>
        <Sessions />
      </Panel>
      <Panel title={t('changePassword')}>
        <ChangePassword />
      </Panel>
    </>
  );
}

function MyRoles() {
  const t = useWords(peopleWords);
  const lang = useLang();
  const grants = useGrants().data?.grants ?? [];
  if (grants.length === 0) return null;
  return (
    <Panel title={t('myRoles')}>
      <span className={marksStyles.marks}>
        {grants.map((grant) => (
          <Tag key={`${grant.role.code} ${grant.placeId}`}>
            {grant.role[lang]} · {placeName(grant, lang)}
          </Tag>
        ))}
      </span>
    </Panel>
  );
}

function Sessions() {
  const t = useWords(sessionWords);
  const lang = useLang();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const sessions = useQuery(queryFor(people.sessions));
  const end = useMutation({
    mutationFn: (id: string) => call(people.endSession, { params: { id } }),
    onSuccess: () => void message.success(t('ended')),
    onError: (error) => void message.error(problemText(error, lang)),
    onSettled: () => queries.invalidateQueries({ queryKey: [people.sessions.url] }),
  });
  return (
    <Loaded query={sessions} rows={3}>
      {(list) => (
        <SessionTable
          sessions={list}
          ending={end.isPending ? end.variables : undefined}
          onEnd={({ id }) => end.mutate(id)}
        />
      )}
    </Loaded>
  );
}

function ChangePassword() {
  const t = useWords(peopleWords);
  const shell = useWords(shellWords);
  const queries = useQueryClient();
  const { message } = App.useApp();
  type Typed = { current: string; password: string };
  const [form] = Form.useForm<Typed>();
  const change = useMutation({
    mutationFn: ({ current, password }: Typed) =>
      call(people.changePassword, { body: { current, password } }),
    onSuccess: () => {
      form.resetFields();
      void queries.invalidateQueries({ queryKey: [people.sessions.url] });
      void message.success(t('changed'));
    },
  });
  return (
    <Form<Typed>
      className={styles.narrow}
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(typed) => change.mutate(typed)}
    >
      <p className={textStyles.intro}>{t('changeHint')}</p>
      <FormProblem form={form} error={change.error} />
      <Form.Item
        name="current"
        label={t('current')}
        rules={[{ required: true, message: shell('required') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <NewPassword />
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('changePassword')}
      </Button>
    </Form>
  );
}
