import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form } from 'antd';
import { people } from '../../../modules/people/contract.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { useSignedIn, type WhoAmI } from '../shell/session.tsx';
import { shellWords } from '../shell/words.ts';
import { NewPassword } from './new-password.tsx';
import { Entrance } from './sign-in.tsx';
import { peopleWords } from './words.ts';

/** The first sign-in of a member of staff: nothing else is open until a new password is set. */
export function Finish({ me }: { me: WhoAmI }) {
  const say = useWords(peopleWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const signedIn = useSignedIn();
  const send = useMutation({
    mutationFn: ({ password }: { password: string }) =>
      call(people.finish, { body: { password, questions: [] }, whenSignedOut: 'fail' }),
    onSuccess: ({ me: done }) => signedIn(done),
  });
  const leave = useMutation({
    mutationFn: () => call(people.signOut),
    onSettled: () => signedIn(null),
  });
  return (
    <Entrance title={say('finishTitle')}>
      <p className="ax-soft">
        {me.name} · {say('finishHint')}
      </p>
      <Form<{ password: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(typed) => send.mutate(typed)}
      >
        {send.error && (
          <Alert className="cs-gap" type="error" showIcon title={problemText(send.error, lang)} />
        )}
        <NewPassword />
        <Button type="primary" htmlType="submit" block size="large" loading={send.isPending}>
          {say('setPassword')}
        </Button>
        <Button type="link" block onClick={() => leave.mutate()}>
          {shell('signOut')}
        </Button>
      </Form>
    </Entrance>
  );
}
