import { useMutation } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { people } from '../../../modules/people/contract.ts';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { type CurrentUser, useTakeOver } from '../../shared/staff/current-user.ts';
import textStyles from '../../shared/text.module.css';
import { AuthLayout } from '../shell/auth-layout.tsx';
import { FormProblem } from '../shell/form-problem.tsx';
import { NewPassword } from '../shell/new-password.tsx';
import { useSignOut } from '../shell/session.ts';
import { shellWords } from '../shell/words.ts';
import { peopleWords } from './words.ts';

/** The first sign-in of a member of staff: nothing else is open until a new password is set. */
export function Finish({ me }: { me: CurrentUser }) {
  const t = useWords(peopleWords);
  const shell = useWords(shellWords);
  const signedIn = useTakeOver();
  const [form] = Form.useForm<{ password: string }>();
  const send = useMutation({
    mutationFn: ({ password }: { password: string }) =>
      call(people.finish, { body: { password, questions: [] }, whenSignedOut: 'fail' }),
    onSuccess: ({ me: done }) => signedIn(done),
  });
  const leave = useSignOut(me);
  return (
    <AuthLayout title={t('finishTitle')}>
      <p className={textStyles.soft}>
        {me.name} · {t('finishHint')}
      </p>
      <Form<{ password: string }>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(typed) => send.mutate(typed)}
      >
        <FormProblem form={form} error={send.error} />
        <NewPassword />
        <Button type="primary" htmlType="submit" block size="large" loading={send.isPending}>
          {t('setPassword')}
        </Button>
        <Button type="link" block onClick={() => leave.mutate()}>
          {shell('signOut')}
        </Button>
      </Form>
    </AuthLayout>
  );
}
