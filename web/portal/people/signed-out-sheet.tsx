import { Button } from 'antd-mobile';
import { useWords } from '../../shared/i18n.ts';
import { useAskedSignOut } from '../../shared/participant/asked-sign-out.ts';
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
        <OtherAccount me={me} />
      </div>
    </Sheet>
  );
}

/** Leaves; asks over the sheet what is to become of what was not sent, where there is any. */
function OtherAccount({ me }: { me: Me }) {
  const t = useWords(words);
  const leave = useLeave(me);
  const { unsent, ask, cancel } = useAskedSignOut(me, leave);
  return (
    <>
      <button type="button" className={buttonsStyles.text} onClick={() => void ask()}>
        {t('otherAccount')}
      </button>
      {unsent.length > 0 && (
        <Sheet title={t('signOutTitle')} onClose={cancel}>
          {unsent.map((line) => (
            <p key={line}>{line}</p>
          ))}
          <div className={styles.choices}>
            <Button color="primary" size="large" block onClick={() => void leave(false)}>
              {t('signOutKeep')}
            </Button>
            <Button
              color="danger"
              fill="outline"
              size="large"
              block
              onClick={() => void leave(true)}
            >
              {t('signOutClear')}
            </Button>
            <Button fill="outline" size="large" block onClick={cancel}>
              {t('cancel')}
            </Button>
          </div>
        </Sheet>
      )}
    </>
  );
}
