import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useRef, useState } from 'react';
import { questionsOf } from '../../../forms/sign-in.ts';
import { people } from '../../../modules/people/contract.ts';
import { call } from '../../shared/api.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { useGoToMistake } from '../../shared/mobile/go-to-mistake.ts';
import { isToldAt, useMistakes } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useSending } from '../../shared/participant/sending.ts';
import {
  accountOf,
  type Me,
  meQuery,
  signedInAs,
  signOut,
} from '../../shared/participant/session.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import cardStyles from '../../shared/phone/card.module.css';
import fieldStyles from '../../shared/phone/field.module.css';
import { Field, TextEntry } from '../../shared/phone/field.tsx';
import { Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { Redirect } from '../../shared/phone/redirect.tsx';
import styles from './first-page.module.css';
import { isReady, NewPasswordFields } from './new-password.tsx';
import { FormProblem } from './waiting.tsx';
import { words } from './words.ts';

/** The first sign-in: new password, security questions, and the other system's question (SPEC G3.1). */
export function FirstPage() {
  const { code, realm } = usePublicProgramme();
  const { data: me, isPending } = useQuery(meQuery);
  if (isPending) return <Waiting />;
  if (!me || me.realm !== realm) {
    return <Redirect to="/$programme/sign-in" params={{ programme: code }} replace />;
  }
  if (!me.mustFinish) return <Redirect to="/$programme/" params={{ programme: code }} replace />;
  return <First me={me} />;
}

type Chosen = { question: string; answer: string };

/** What is typed at the first sign-in, and sending it. */
function useFirst(me: Me, showMistakes: () => void) {
  const { code, signIn } = usePublicProgramme();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [password, setPassword] = useState({ password: '', repeated: '' });
  const [questions, setQuestions] = useState<Chosen[]>(() =>
    Array.from({ length: questionsOf(signIn).count }, () => ({ question: '', answer: '' })),
  );
  const [otherAnswer, setOtherAnswer] = useState('');
  const [tried, setTried] = useState(false);
  const sending = useSending();
  const different = new Set(questions.map(({ question }) => question)).size === questions.length;
  const ready =
    isReady(password) &&
    different &&
    questions.every(({ question, answer }) => question && answer.trim()) &&
    (!me.otherQuestion || otherAnswer.trim() !== '');

  const send = async () => {
    setTried(true);
    if (!ready) return showMistakes();
    const body = {
      password: password.password,
      questions: questions.map((each) => ({ ...each, answer: each.answer.trim() })),
      ...(me.otherQuestion && { otherAnswer: otherAnswer.trim() }),
    };
    const sent = await sending.run(async () => {
      const answer = await call(people.finish, { body });
      await signedInAs(queries, answer.me);
    });
    if (!sent) return showMistakes();
    await navigate({ to: '/$programme/', params: { programme: code }, replace: true });
  };
  const leave = async () => {
    if (!(await sending.run(() => signOut(queries, accountOf(me))))) return;
    await navigate({ to: '/$programme/sign-in', params: { programme: code }, replace: true });
  };
  const fields = { password, setPassword, questions, setQuestions, otherAnswer, setOtherAnswer };
  return { ...fields, ...sending, tried, send, leave };
}

function First({ me }: { me: Me }) {
  const t = useWords(words);
  const root = useRef<HTMLFormElement>(null);
  const first = useFirst(me, useGoToMistake(root));
  const { password, setPassword, questions, setQuestions, tried, problem, busy, forget } = first;
  const mistake = useMistakes(problem);
  return (
    <Page title={t('firstTitle')} back={false}>
      <form
        ref={root}
        className={`${fieldStyles.entries} ${cardStyles.card}`}
        noValidate
        onInput={forget}
        onSubmit={(event) => {
          event.preventDefault();
          void first.send();
        }}
      >
        <p>{t(questions.length > 0 ? 'firstIntro' : 'firstPasswordIntro', { name: me.name })}</p>
        {!isToldAt(problem, /^(password|otherAnswer|questions\.\d+\.(question|answer))$/) && (
          <FormProblem problem={problem} />
        )}
        {me.otherQuestion && (
          <OtherQuestion
            code={me.otherQuestion}
            value={first.otherAnswer}
            onChange={first.setOtherAnswer}
            error={tried && !first.otherAnswer.trim() ? t('fillIn') : mistake('otherAnswer')}
          />
        )}
        <input type="hidden" name="username" autoComplete="username" value={me.account} readOnly />
        <NewPasswordFields
          value={password}
          onChange={setPassword}
          tried={tried}
          error={mistake('password')}
        />
        {questions.length > 0 && (
          <>
            <h2>{t('questionsTitle')}</h2>
            <p className={fieldStyles.hint}>{t('questionsIntro')}</p>
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
              setQuestions(questions.map((each, at) => (at === index ? next : each)))
            }
          />
        ))}
        <Button type="submit" color="primary" size="large" block disabled={busy}>
          {t('finish')}
        </Button>
        <button type="button" className={buttonsStyles.text} onClick={() => void first.leave()}>
          {t('leave')}
        </button>
      </form>
    </Page>
  );
}

/** The question that was set on the other system: the initial password is a date that others may know. */
function OtherQuestion(props: {
  code: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}) {
  const { code, value, onChange, error } = props;
  const { signIn } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  const question = questionsOf(signIn).choices.find((each) => each.code === code);
  return (
    <section className={fieldStyles.entries}>
      <h2>{t('otherTitle')}</h2>
      <p className={fieldStyles.hint}>{t('otherIntro')}</p>
      <TextEntry
        label={question ? text(question.label) : code}
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

function QuestionFields(props: {
  number: number;
  chosen: Chosen;
  /** Questions chosen at the other places. */
  taken: string[];
  tried: boolean;
  /** What the server said. */
  mistakes: { question: string | undefined; answer: string | undefined };
  onChange: (chosen: Chosen) => void;
}) {
  const { number, chosen, taken, tried, mistakes, onChange } = props;
  const { signIn } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  const twice = chosen.question !== '' && taken.includes(chosen.question);
  const missing = tried && !chosen.question;
  return (
    <fieldset className={styles.question}>
      <Field
        label={t('question', { n: number })}
        error={twice ? t('questionTwice') : missing ? t('chooseQuestion') : mistakes.question}
      >
        {(control) => (
          <select
            {...control}
            className={`${fieldStyles.input} ${fieldStyles.select}`}
            name={`question-${number}`}
            value={chosen.question}
            onChange={(event) => onChange({ ...chosen, question: event.target.value })}
          >
            <option value="">{t('chooseQuestion')}</option>
            {questionsOf(signIn)
              .choices.filter(({ code }) => code === chosen.question || !taken.includes(code))
              .map(({ code, label }) => (
                <option key={code} value={code}>
                  {text(label)}
                </option>
              ))}
          </select>
        )}
      </Field>
      <TextEntry
        label={t('answer')}
        error={tried && !chosen.answer.trim() ? t('fillIn') : mistakes.answer}
        name={`answer-${number}`}
        autoComplete="off"
        maxLength={100}
        value={chosen.answer}
        onChange={(answer) => onChange({ ...chosen, answer })}
      />
    </fieldset>
  );
}
