import { useRouter } from '@tanstack/react-router';
import { Button, Toast } from 'antd-mobile';
import { type FormEvent, useRef } from 'react';
import { useWords } from '../../shared/i18n.ts';
import { useGoToMistake } from '../../shared/mobile/go-to-mistake.ts';
import { useChangePassword } from '../../shared/participant/change-password.ts';
import { isAtFields, useFieldErrors } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useSites } from '../../shared/participant/sites.ts';
import cardStyles from '../../shared/phone/card.module.css';
import fieldStyles from '../../shared/phone/field.module.css';
import { PasswordEntry } from '../../shared/phone/field.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { NewPasswordFields } from './new-password.tsx';
import { FormProblem } from './waiting.tsx';
import { words } from './words.ts';

/** 修改密码; ends the other sessions of this system. */
export function PasswordPage() {
  const { zone, signIn } = usePublicProgramme();
  const sites = useSites();
  const t = useWords(words);
  const router = useRouter();
  const password = useChangePassword();
  const { me, asksCurrent, current, fresh, tried, busy, problem, forget } = password;
  const errorAt = useFieldErrors({ tried, problem });
  const root = useRef<HTMLFormElement>(null);
  const showMistakes = useGoToMistake(root);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await password.send())) return showMistakes();
    Toast.show(t('changed'));
    router.history.back();
  };
  return (
    <Page title={t('changePassword')}>
      <form
        ref={root}
        className={`${fieldStyles.entries} ${cardStyles.card}`}
        noValidate
        onInput={forget}
        onSubmit={(event) => void send(event)}
      >
        {signIn.credentials === 'app' && (
          <p className={fieldStyles.hint}>{t('changeHint', sites)}</p>
        )}
        {!isAtFields(problem, /^(current|password)$/) && (
          <FormProblem problem={problem} zone={zone} />
        )}
        <input
          type="text"
          name="username"
          autoComplete="username"
          value={me.account}
          readOnly
          hidden
        />
        {asksCurrent && (
          <PasswordEntry
            label={t('currentPassword')}
            error={errorAt('current', current)}
            name="current-password"
            autoComplete="current-password"
            value={current}
            onChange={password.setCurrent}
          />
        )}
        <NewPasswordFields value={fresh} onChange={password.setFresh} {...{ tried, problem }} />
        <Button type="submit" color="primary" size="large" block disabled={busy}>
          {t('save')}
        </Button>
      </form>
    </Page>
  );
}
