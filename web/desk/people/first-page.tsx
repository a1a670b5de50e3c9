import { useWords } from '../../shared/i18n.ts';
import { firstSignInFields, useFirstSignIn } from '../../shared/participant/first-sign-in.ts';
import { useFieldErrors } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useQuestionText } from '../../shared/participant/questions.ts';
import type { Me } from '../../shared/participant/session.ts';
import { useSites } from '../../shared/participant/sites.ts';
import textStyles from '../../shared/text.module.css';
import { AuthLayout } from '../shell/auth-layout.tsx';
import { LinkButton } from '../shell/link-button.tsx';
import { TextEntry } from './entry.tsx';
import styles from './first-page.module.css';
import { NewPasswordFields } from './new-password.tsx';
import { QuestionFields } from './question-fields.tsx';
import { SendForm } from './send-form.tsx';
import { useLeave } from './sign-out.tsx';
import { words } from './words.ts';

/** The first sign-in: new password, security questions, and the other system's question (SPEC G3.1). */
export function FirstPage({ me }: { me: Me }) {
  const { signIn } = usePublicProgramme();
  const t = useWords(words);
  const leave = useLeave(me);
  const { typed, change, tried, busy, problem, forget, send, places } = useFirstSignIn(me);
  const errorAt = useFieldErrors({ tried, problem });
  const { password, otherAnswer } = typed;
  return (
    <AuthLayout title={t('firstTitle')}>
      <p>{t(places.length > 0 ? 'firstIntro' : 'firstPasswordIntro', { name: me.name })}</p>
      {signIn.credentials === 'app' && <p className={textStyles.soft}>{t('separate')}</p>}
      <SendForm
        {...{ busy, problem, forget, send }}
        label={t('finish')}
        fieldPaths={firstSignInFields}
        after={<LinkButton onClick={() => void leave(false)}>{t('leave')}</LinkButton>}
      >
        {me.otherQuestion && (
          <OtherQuestion
            code={me.otherQuestion}
            error={errorAt('otherAnswer', otherAnswer.trim())}
            value={otherAnswer}
            onChange={(answer) => change({ otherAnswer: answer })}
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
            <p className={textStyles.soft}>{t('questionsIntro')}</p>
          </>
        )}
        {places.map((place) => (
          <QuestionFields key={place.number} place={place} />
        ))}
      </SendForm>
    </AuthLayout>
  );
}

/** The question that was set on the other system: the initial password is a date that others may know. */
function OtherQuestion(props: {
  code: string;
  error: string | undefined;
  value: string;
  onChange: (answer: string) => void;
}) {
  const { code, error, value, onChange } = props;
  const sites = useSites();
  const t = useWords(words);
  const questionText = useQuestionText();
  return (
    <section className={styles.otherQuestion}>
      <h2>{t('otherTitle', sites)}</h2>
      <p className={textStyles.soft}>{t('otherIntro', sites)}</p>
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
