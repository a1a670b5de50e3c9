import { Button, Toast } from 'antd-mobile';
import { type FormEvent, useState } from 'react';
import { wardLinkOf } from '../../shared/account.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useFieldErrors } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { useSigningOut } from '../../shared/participant/sign-out.ts';
import { type OtherPhone, useTakeOver } from '../../shared/participant/signed-code.ts';
import cardStyles from '../../shared/phone/card.module.css';
import fieldStyles from '../../shared/phone/field.module.css';
import { PasswordEntry } from '../../shared/phone/field.tsx';
import { problemText } from '../../shared/problems.ts';
import { words } from './words.ts';

/** Another phone shows the code: which one, and the way to show it here instead. */
export function OtherPhoneNotice({ other }: { other: OtherPhone }) {
  const t = useWords(words);
  const lang = useLang();
  const { zone } = usePublicProgramme();
  const { takeOver, isPending, problem } = useTakeOver();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const errorAt = useFieldErrors({ tried, problem });
  const asks = other.proof === 'password';
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!asks || password !== '') takeOver(asks ? password : undefined);
  };
  const device = other.device || t('unknownDevice');
  const isOwn = wardLinkOf(useParticipant().account) === null;
  return (
    <form className={`${cardStyles.card} ${fieldStyles.entries}`} noValidate onSubmit={send}>
      <h2>{t(isOwn ? 'otherTitle' : 'otherTitleOfWard')}</h2>
      <p>{t('other', { device, time: formatInstant(other.since, lang, zone) })}</p>
      {asks && (
        <PasswordEntry
          label={t('password')}
          hint={t('passwordHint')}
          error={errorAt('password', password)}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
      )}
      {problem && !problem.fields?.length && <p role="alert">{problemText(problem, lang, zone)}</p>}
      {other.proof === 'sign-in' ? (
        <SignInAgain />
      ) : (
        <Button type="submit" color="primary" size="large" block disabled={isPending}>
          {t('useThis')}
        </Button>
      )}
    </form>
  );
}

/** Whoever has no password shows by another code who they are. */
function SignInAgain() {
  const t = useWords(words);
  const lang = useLang();
  const { me } = useParticipant();
  const { leave } = useSigningOut(me);
  const again = () => leave(false).catch((error) => void Toast.show(problemText(error, lang)));
  return (
    <>
      <p>{t('signInAgainHint')}</p>
      <Button color="primary" size="large" block onClick={() => void again()}>
        {t('signInAgain')}
      </Button>
    </>
  );
}
