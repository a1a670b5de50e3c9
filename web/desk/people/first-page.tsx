import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { questionsOf } from '../../../forms/sign-in.ts';
import { people } from '../../../modules/people/contract.ts';
import { call } from '../../shared/api.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { useMistakes } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useSending } from '../../shared/participant/sending.ts';
import { type Me, signedInAs } from '../../shared/participant/session.ts';
import { useSites } from '../../shared/participant/sites.ts';
import textStyles from '../../shared/text.module.css';
import { AuthLayout } from '../shell/auth-layout.tsx';
import { LinkButton } from '../shell/link-button.tsx';
import { TextEntry } from './entry.tsx';
import styles from './first-page.module.css';
import { isReady, NewPasswordFields } from './new-password.tsx';
import { type ChosenQuestion, QuestionFields } from './question-fields.tsx';
import { SendForm } from './send-form.tsx';
import { useLeave } from './sign-out.tsx';
import { words } from './words.ts';

const toldAt = /^(password|otherAnswer|questions\.\d+\.(question|answer))$/;

/** What is typed at the first sign-in, and whether all of it is there. */
function useFirst(me: Me) {
  const { signIn } = usePublicProgramme();
  const [password, setPassword] = useState({ password: '', repeated: '' });
  const [questions, setQuestions] = useState<ChosenQuestion[]>(() =>
    Array.from({ length: questionsOf(signIn).count }, () => ({ question: '', answer: '' })),
  );
  const [otherAnswer, setOtherAnswer] = useState('');
  const ready =
    isReady(password) &&
    questions.every(({ question, answer }) => question && answer.trim()) &&
    (!me.otherQuestion || otherAnswer.trim() !== '');
  const body = {
    password: password.password,
    questions: questions.map((each) => ({ ...each, answer: each.answer.trim() })),
    ...(me.otherQuestion && { otherAnswer: otherAnswer.trim() }),
  };
  return {
    ...{ password, setPassword, questions, setQuestions, otherAnswer, setOtherAnswer },
    ...{ ready, body },
  };
}

/** The first sign-in: new password, security questions, and the other system's question (SPEC G3.1). */
export function FirstPage({ me }: { me: Me }) {
  const { signIn } = usePublicProgramme();
  const t = useWords(words);
  const queries = useQueryClient();
  const leave = useLeave();
  const typed = useFirst(me);
  const { questions } = typed;
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useSending();
  const mistake = useMistakes(problem);
  const send = async () => {
    setTried(true);
    if (!typed.ready) return false;
    return run(async () => {
      const answer = await call(people.finish, { body: typed.body });
      await signedInAs(queries, answer.me);
    });
  };
  return (
    <AuthLayout title={t('firstTitle')}>
      <p>{t(questions.length > 0 ? 'firstIntro' : 'firstPasswordIntro', { name: me.name })}</p>
      {signIn.credentials === 'app' && <p className={textStyles.soft}>{t('separate')}</p>}
      <SendForm
        {...{ busy, problem, send }}
        label={t('finish')}
        told={toldAt}
        after={<LinkButton onClick={() => void leave(false)}>{t('leave')}</LinkButton>}
      >
        {me.otherQuestion && (
          <OtherQuestion
            code={me.otherQuestion}
            error={tried && !typed.otherAnswer.trim() ? t('fillIn') : mistake('otherAnswer')}
            value={typed.otherAnswer}
            onChange={typed.setOtherAnswer}
          />
        )}
        <input type="hidden" name="username" autoComplete="username" value={me.account} readOnly />
        <NewPasswordFields
          value={typed.password}
          onChange={typed.setPassword}
          tried={tried}
          error={mistake('password')}
        />
        {questions.length > 0 && (
          <>
            <h2>{t('questionsTitle')}</h2>
            <p className={textStyles.soft}>{t('questionsIntro')}</p>
          </>
        )}
        {questions.map((chosen, index) => (
          <QuestionFields
            // biome-ignore lint/suspicious/noArrayIndexKey: the first, second and third question
            key={index}
            number={index + 1}
            chosen={chosen}
            taken={questions.filter((_, each) => each !== index).map(({ question }) => question)}
            tried={tried}
            mistakes={{
              question: mistake(`questions.${index}.question`),
              answer: mistake(`questions.${index}.answer`),
            }}
            onChange={(next) =>
              typed.setQuestions(questions.map((each, at) => (at === index ? next : each)))
            }
          />
        ))}
      </SendForm>
    </AuthLayout>
  );
}

function OtherQuestion(props: {
  code: string;
  error: string | undefined;
  value: string;
  onChange: (answer: string) => void;
}) {
  const { code, error, value, onChange } = props;
  const { signIn } = usePublicProgramme();
  const sites = useSites();
  const t = useWords(words);
  const text = useText();
  const known = questionsOf(signIn).choices.find((each) => each.code === code);
  return (
    <section className={styles.otherQuestion}>
      <h2>{t('otherTitle', sites)}</h2>
      <p className={textStyles.soft}>{t('otherIntro', sites)}</p>
      <TextEntry
        label={known ? text(known.label) : code}
        error={error}
        name="other-answer"
        autoComplete="off"
        maxLength={100}
        value={value}
        onChange={onChange}
      />
    </section>
  );
}
