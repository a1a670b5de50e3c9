import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useRef } from 'react';
import { questionsOf } from '../../../forms/sign-in.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { useGoToMistake } from '../../shared/mobile/go-to-mistake.ts';
import {
  type ChosenQuestion,
  firstSignInFields,
  useFirstSignIn,
} from '../../shared/participant/first-sign-in.ts';
import { isAtFields, useMistakes } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { accountOf, type Me, meQuery, signOut } from '../../shared/participant/session.ts';
import { useSites } from '../../shared/participant/sites.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import cardStyles from '../../shared/phone/card.module.css';
import fieldStyles from '../../shared/phone/field.module.css';
import { Field, TextEntry } from '../../shared/phone/field.tsx';
import { Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { Redirect } from '../../shared/phone/redirect.tsx';
import styles from './first-page.module.css';
import { NewPasswordFields } from './new-password.tsx';
import { FormProblem } from './waiting.tsx';
import { words } from './words.ts';

/** The first sign-in: new password, security questions, and the other system's question (SPEC G3.1). */
export function FirstPage() {
  const { code } = usePublicProgramme();
  const { data: me, isPending } = useQuery(meQuery);
  if (isPending) return <Waiting />;
  if (!me) {
    return <Redirect to="/$programme/sign-in" params={{ programme: code }} replace />;
  }
  if (!me.mustFinish) return <Redirect to="/$programme/" params={{ programme: code }} replace />;
  return <First key={accountOf(me)} me={me} />;
}

function First({ me }: { me: Me }) {
  const t = useWords(words);
  const { code, signIn } = usePublicProgramme();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const root = useRef<HTMLFormElement>(null);
  const showMistakes = useGoToMistake(root);
  const first = useFirstSignIn(me);
  const { typed, change, tried, problem, busy, forget } = first;
  const { password, questions, otherAnswer } = typed;
  const params = { programme: code };
  const send = async () => {
    if (!(await first.send())) return showMistakes();
    await navigate({ to: '/$programme/', params, replace: true });
  };
  const leave = async () => {
    if (!(await first.run(() => signOut(queries, accountOf(me))))) return;
    await navigate({ to: '/$programme/sign-in', params, replace: true });
  };
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
          void send();
        }}
      >
        <p>{t(questions.length > 0 ? 'firstIntro' : 'firstPasswordIntro', { name: me.name })}</p>
        {signIn.credentials === 'app' && <p className={fieldStyles.hint}>{t('separate')}</p>}
        {!isAtFields(problem, firstSignInFields) && <FormProblem problem={problem} />}
        {me.otherQuestion && (
          <OtherQuestion
            code={me.otherQuestion}
            value={otherAnswer}
            onChange={(answer) => change({ otherAnswer: answer })}
            error={tried && !otherAnswer.trim() ? t('fillIn') : mistake('otherAnswer')}
          />
        )}
        <input type="hidden" name="username" autoComplete="username" value={me.account} readOnly />
        <NewPasswordFields
          value={password}
          onChange={(next) => change({ password: next })}
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
            taken={first.takenBeside(index)}
            tried={tried}
            mistakes={{
              question: mistake(`questions.${index}.question`),
              answer: mistake(`questions.${index}.answer`),
            }}
            onChange={(next) => first.setQuestion(index, next)}
          />
        ))}
        <Button type="submit" color="primary" size="large" block disabled={busy}>
          {t('finish')}
        </Button>
        <button type="button" className={buttonsStyles.text} onClick={() => void leave()}>
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
  const sites = useSites();
  const t = useWords(words);
  const text = useText();
  const question = questionsOf(signIn).choices.find((each) => each.code === code);
  return (
    <section className={fieldStyles.entries}>
      <h2>{t('otherTitle', sites)}</h2>
      <p className={fieldStyles.hint}>{t('otherIntro', sites)}</p>
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
  chosen: ChosenQuestion;
  /** Questions chosen at the other places. */
  taken: string[];
  tried: boolean;
  /** What the server said. */
  mistakes: { question: string | undefined; answer: string | undefined };
  onChange: (chosen: ChosenQuestion) => void;
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
