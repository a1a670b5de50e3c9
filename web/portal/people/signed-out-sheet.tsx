import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import {
  accountOf,
  type Me,
  meQuery,
  signedInAs,
  signOut,
} from '../../shared/participant/session.ts';
import { fixedAccount } from '../../shared/participant/sign-in.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import { Sheet } from '../../shared/phone/sheet.tsx';
import { useSignInRequests } from '../../shared/sign-in-requests.ts';
import { SignInForm } from './sign-in-form.tsx';
import styles from './signed-out-sheet.module.css';
import { words } from './words.ts';

/**
 * When the session ends in the middle of something, the same person signs in again over the page:
 * what they typed stays, and what was being sent goes on.
 */
export function SignedOutSheet({ me }: { me: Me }) {
  const { code, signIn } = usePublicProgramme();
  const t = useWords(words);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { open, finish } = useSignInRequests();
  const done = async (who: Me) => {
    await signedInAs(queries, who);
    // What was being sent belongs to whom the page was opened for.
    finish(!who.mustFinish && accountOf(who) === accountOf(me));
    if (who.mustFinish) await navigate({ to: '/$programme/first', params: { programme: code } });
  };
  const other = async () => {
    finish(false);
    await signOut(queries, accountOf(me));
    queries.setQueryData(meQuery.queryKey, null);
    await navigate({ to: '/$programme/sign-in', params: { programme: code } });
  };
  if (!open) return null;
  return (
    <Sheet title={t('expiredTitle')} onClose={() => finish(false)}>
      <p>{t('expiredText')}</p>
      <SignInForm {...fixedAccount(signIn, me)} onDone={(who) => void done(who)} />
      <div className={styles.links}>
        <button type="button" className={buttonsStyles.text} onClick={() => finish(false)}>
          {t('cancel')}
        </button>
        <button type="button" className={buttonsStyles.text} onClick={() => void other()}>
          {t('otherAccount')}
        </button>
      </div>
    </Sheet>
  );
}
