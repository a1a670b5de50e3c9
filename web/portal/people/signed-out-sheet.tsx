import { useWords } from '../../shared/i18n.ts';
import { useSigningInAgain } from '../../shared/participant/gate.ts';
import type { Me } from '../../shared/participant/session.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import { Sheet } from '../../shared/phone/sheet.tsx';
import { useLeave } from './leave.ts';
import { SignInForm } from './sign-in-form.tsx';
import styles from './signed-out-sheet.module.css';
import { words } from './words.ts';

/** Signing in again over the page, when the session has ended in the middle of something. */
export function SignedOutSheet({ me }: { me: Me }) {
  const t = useWords(words);
  const leave = useLeave(me);
  const { open, done, dismiss, ...account } = useSigningInAgain(me);
  if (!open) return null;
  return (
    <Sheet title={t('expiredTitle')} onClose={dismiss}>
      <p>{t('expiredText')}</p>
      <SignInForm {...account} onDone={(who) => void done(who)} />
      <div className={styles.links}>
        <button type="button" className={buttonsStyles.text} onClick={dismiss}>
          {t('cancel')}
        </button>
        <button type="button" className={buttonsStyles.text} onClick={() => void leave(false)}>
          {t('otherAccount')}
        </button>
      </div>
    </Sheet>
  );
}
