import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import type { IdentityKind } from '../../../forms/definition.ts';
import { documentNames } from '../../../forms/fields/identity.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { isAtFields, useFieldErrors, useMistakes } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import {
  isStepsOver,
  type PersonTyped,
  type Registration,
  useRegistrationPerson,
} from '../../shared/participant/registration.ts';
import { registrationWords } from '../../shared/participant/registration-words.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import fieldStyles from '../../shared/phone/field.module.css';
import { Field, FormProblem, TextEntry } from '../../shared/phone/field.tsx';
import { AnotherCode, CodeEntry, CodeNews } from './code-entry.tsx';
import { StepForm } from './steps.tsx';
import { UsernameEntry } from './username-entry.tsx';

type PersonStepProps = { registration: Registration; onPassword: () => void; onAgain: () => void };

/** The last step: user name, name and document; and the code for a record, where there is one. */
export function PersonStep({ registration, onPassword, onAgain }: PersonStepProps) {
  const { code } = usePublicProgramme();
  const t = useWords(registrationWords);
  const navigate = useNavigate();
  const params = { programme: code };
  const state = useRegistrationPerson(
    registration,
    () => void navigate({ to: '/$programme/', params, replace: true }),
  );
  const { tried, busy, problem, forget, send, claim } = state;
  const { person, setPerson } = registration;
  const errorAt = useFieldErrors({ tried, problem });
  const passwordError = useMistakes(problem)('password');
  const change = (typed: Partial<PersonTyped>) => {
    setPerson(typed);
    if (!('username' in typed)) state.forgetClaim();
  };
  return (
    <StepForm
      {...{ busy, problem, forget, send }}
      label={t(busy ? 'finishing' : 'finish')}
      quiet={isAtFields(problem, /^(username|name|identity\.(kind|number)|claim\.code|password)$/)}
      {...(isStepsOver(problem) && { onAgain })}
    >
      {passwordError && (
        <>
          <FormProblem>{t('passwordProblem', { why: passwordError })}</FormProblem>
          <button type="button" className={buttonsStyles.text} onClick={onPassword}>
            {t('changePassword')}
          </button>
        </>
      )}
      <UsernameEntry
        hint={t('usernameHint')}
        error={errorAt('username', person.username.trim())}
        value={person.username}
        onChange={(username) => change({ username })}
      />
      <TextEntry
        label={t('name')}
        hint={t('nameHint')}
        error={errorAt('name', person.name.trim())}
        name="name"
        autoComplete="name"
        maxLength={100}
        value={person.name}
        onChange={(name) => change({ name })}
      />
      <DocumentKind {...{ registration, change }} error={errorAt('identity.kind', person.kind)} />
      <TextEntry
        label={t(person.kind === 'prc_id' ? 'prcNumber' : 'number')}
        error={errorAt('identity.number', person.number.trim())}
        name="document-number"
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        maxLength={64}
        value={person.number}
        onChange={(number) => change({ number })}
      />
      {problem?.code === 'identity_registered' && (
        <Link className={buttonsStyles.link} to="/$programme/sign-in" params={params}>
          {t('toSignIn')}
        </Link>
      )}
      {state.mayClaim && !claim && (
        <Button
          color="primary"
          fill="outline"
          block
          disabled={busy}
          onClick={() => void state.askForCode()}
        >
          {t('claim')}
        </Button>
      )}
      {claim && (
        <>
          <CodeNews token={claim.token} sent={t('claimSent', { phone: claim.phone })} />
          <CodeEntry
            label={t('claimCode')}
            error={errorAt('claim.code', state.code.trim())}
            value={state.code}
            onChange={state.setCode}
          />
          <AnotherCode
            sent={claim}
            isOver={problem?.code === 'code_expired'}
            onAgain={() => void state.askForCode()}
          />
        </>
      )}
    </StepForm>
  );
}

type DocumentKindProps = {
  registration: Registration;
  change: (typed: Partial<PersonTyped>) => void;
  error: string | undefined;
};

/** Which document it is; nobody is asked where the programme takes one alone. */
function DocumentKind({ registration, change, error }: DocumentKindProps) {
  const { documents, person } = registration;
  const t = useWords(registrationWords);
  const lang = useLang();
  if (documents.length < 2) return null;
  return (
    <Field label={t('document')} error={error}>
      {(control) => (
        <select
          {...control}
          className={`${fieldStyles.input} ${fieldStyles.select}`}
          name="document"
          value={person.kind}
          onChange={(event) => change({ kind: event.target.value as IdentityKind })}
        >
          {documents.map((kind) => (
            <option key={kind} value={kind}>
              {documentNames[kind][lang]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
