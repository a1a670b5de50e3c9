import { App, Button, Modal, Space } from 'antd';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useAskedSignOut } from '../../shared/participant/asked-sign-out.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { type Me, useParticipant } from '../../shared/participant/session.ts';
import { useSigningOut } from '../../shared/participant/sign-out.ts';
import { problemText } from '../../shared/problems.ts';
import { words } from './words.ts';

/**
 * Ends the session and opens the sign-in as a new page, so that nothing of the person stays in the
 * memory of a computer that others use as well. `clear` throws away what they have not sent, too.
 */
export function useLeave(me: Me) {
  const { code } = usePublicProgramme();
  const lang = useLang();
  const { message } = App.useApp();
  const { leave } = useSigningOut(me);
  return async (clear: boolean): Promise<void> => {
    try {
      await leave(clear);
    } catch (error) {
      void message.error(problemText(error, lang));
      return;
    }
    location.assign(`/desk/${code}/`);
  };
}

/** 退出登录. */
export function SignOutButton() {
  const { me } = useParticipant();
  const t = useWords(words);
  const { ask, question } = useAskToLeave(me);
  return (
    <>
      <Button type="text" onClick={() => void ask()}>
        {t('signOut')}
      </Button>
      {question}
    </>
  );
}

/** Signs out after asking what is to become of what was not sent, where there is any: `question`. */
export function useAskToLeave(me: Me) {
  const t = useWords(words);
  const leave = useLeave(me);
  const { unsent, ask, cancel } = useAskedSignOut(me, leave);
  const question = (
    <Modal
      open={unsent.length > 0}
      title={t('signOutTitle')}
      onCancel={cancel}
      footer={
        <Space wrap>
          <Button onClick={cancel}>{t('cancel')}</Button>
          <Button onClick={() => void leave(true)}>{t('signOutClear')}</Button>
          <Button type="primary" onClick={() => void leave(false)}>
            {t('signOutKeep')}
          </Button>
        </Space>
      }
    >
      {[...unsent, t('signOutShared')].map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Modal>
  );
  return { ask, question };
}
