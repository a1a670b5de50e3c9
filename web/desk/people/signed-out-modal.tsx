import { Modal } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import { useSigningInAgain } from '../../shared/participant/gate.ts';
import type { Me } from '../../shared/participant/session.ts';
import { LinkButton } from '../shell/link-button.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { useAskToLeave } from './sign-out.tsx';
import { words } from './words.ts';

/** Signing in again over the page, when the session has ended in the middle of something. */
export function SignedOutModal({ me }: { me: Me }) {
  const t = useWords(words);
  const { ask, question } = useAskToLeave(me);
  const { open, done, dismiss, ...account } = useSigningInAgain(me);
  return (
    <>
      <Modal
        open={open}
        title={t('expiredTitle')}
        width={440}
        footer={null}
        mask={{ closable: false }}
        destroyOnHidden
        onCancel={dismiss}
      >
        <p>{t('expiredText')}</p>
        <SignInForm
          {...account}
          onDone={(who) => void done(who)}
          after={<LinkButton onClick={() => void ask()}>{t('otherAccount')}</LinkButton>}
        />
      </Modal>
      {question}
    </>
  );
}
