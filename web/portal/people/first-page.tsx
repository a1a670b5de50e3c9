import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useRef } from 'react';
import { accountOf } from '../../shared/account.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { useGoToMistake } from '../../shared/mobile/go-to-mistake.ts';
import {
  firstSignInFields,
  type QuestionPlace,
  useFirstSignIn,
} from '../../shared/participant/first-sign-in.ts';
import { useEntry } from '../../shared/participant/gate.ts';
import { isAtFields, useFieldErrors } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useQuestionText } from '../../shared/participant/questions.ts';
import type { Me } from '../../shared/participant/session.ts';
import { useSites } from '../../shared/participant/sites.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import cardStyles from '../../shared/phone/card.module.css';
import fieldStyles from '../../shared/phone/field.module.css';
import { Field, TextEntry } from '../../shared/phone/field.tsx';
import { Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { Redirect } from '../../shared/phone/redirect.tsx';
import styles from './first-page.module.css';
import { useLeave } from './leave.ts';
import { NewPasswordFields } from './new-password.tsx';
import { FormProblem } from './waiting.tsx';
import { words } from './words.ts';

/** The first sign-in: new password, security questions, and the other system's question (SPEC G3.1). */
export function FirstPage() {
  const { code } = usePublicProgramme();
  const entry = useEntry();
  const params = { programme: code };
  switch (entry.kind) {
    case 'waiting':
      return <Waiting />;
    case 'failed':
      return <Failure error={entry.error} retry={entry.retry} />;
    case 'signIn':
      return <Redirect to="/$programme/sign-in" params={params} replace />;
    case 'first':
      return <First key={accountOf(entry.me)} me={entry.me} />;
    case 'inside':
      return <Redirect to="/$programme/" params={params} replace />;
  }
}

function First({ me }: { me: Me }) {
  const t = useWords(words);
  const { code, signIn } = usePublicProgramme();
  const navigate = useNavigate();
  const root = useRef<HTMLFormElement>(null);
  const showMistakes = useGoToMistake(root);
  const leave = useLeave(me);
  const first = useFirstSignIn(me);
  const { typed, change, tried, problem, busy, forget, places } = first;
  const { password, otherAnswer } = typed;
  const send = async () => {
    if (!(await first.send())) return showMistakes();
    await navigate({ to: '/$programme/', params: { programme: code }, replace: true });
  };
  const errorAt = useFieldErrors({ tried, problem });
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
        <p>{t(places.length > 0 ? 'firstIntro' : 'firstPasswordIntro', { name: me.name })}</p>
        {signIn.credentials === 'app' && <p className={fieldStyles.hint}>{t('separate')}</p>}
        {!isAtFields(problem, firstSignInFields) && <FormProblem problem={problem} />}
        {me.otherQuestion && (
          <OtherQuestion
            code={me.otherQuestion}
            value={otherAnswer}
            onChange={(answer) => change({ otherAnswer: answer })}
            error={errorAt('otherAnswer', otherAnswer.trim())}
          />
        )}
        <input type="hidden" name="username" autoComplete="username" value={me.account} readOnly />
        <NewPasswordFields
          value={password}
          onChange={(next) => change({ password: next })}
          {...{ tried, problem }}
        />
        {places.length > 0 && (
          <>
            <h2>{t('questionsTitle')}</h2>
            <p className={fieldStyles.hint}>{t('questionsIntro')}</p>
          </>
        )}
        {places.map((place) => (
          <QuestionFields key={place.number} place={place} />
        ))}
        <Button type="submit" color="primary" size="large" block disabled={busy}>
          {t('finish')}
        </Button>
        <button
          type="button"
          className={buttonsStyles.text}
          disabled={busy}
          onClick={() => void leave(false)}
        >
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
  const sites = useSites();
  const t = useWords(words);
  const questionText = useQuestionText();
  return (
    <section className={fieldStyles.entries}>
      <h2>{t('otherTitle', sites)}</h2>
      <p className={fieldStyles.hint}>{t('otherIntro', sites)}</p>
      <TextEntry
        label={questionText(code)}
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

function QuestionFields({ place }: { place: QuestionPlace }) {
  const { number, chosen, choices, errors, choose } = place;
  const t = useWords(words);
  const text = useText();
  return (
    <fieldset className={styles.question}>
      <Field label={t('question', { n: number })} error={errors.question}>
        {(control) => (
          <select
            {...control}
            className={`${fieldStyles.input} ${fieldStyles.select}`}
            name={`question-${number}`}
            value={chosen.question}
            onChange={(event) => choose({ question: event.target.value })}
          >
            <option value="">{t('chooseQuestion')}</option>
            {choices.map(({ code, label }) => (
              <option key={code} value={code}>
                {text(label)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextEntry
        label={t('answer')}
        error={errors.answer}
        name={`answer-${number}`}
        autoComplete="off"
        maxLength={100}
        value={chosen.answer}
        onChange={(answer) => choose({ answer })}
      />
    </fieldset>
  );
}
