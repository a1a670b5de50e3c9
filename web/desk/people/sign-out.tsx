import { App, Button, Modal, Space } from 'antd';
import { useState } from 'react';
import { useLang, useWords } from '../../shared/i18n.ts';
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

/** 退出登录; asks what is to become of what was not sent, where there is any. */
export function SignOutButton() {
  const { me } = useParticipant();
  const t = useWords(words);
  const leave = useLeave(me);
  const { findUnsent } = useSigningOut(me);
  const [unsent, setUnsent] = useState<string[]>([]);
  const ask = async () => {
    const found = await findUnsent();
    if (found.length === 0) await leave(false);
    else setUnsent(found);
  };
  const cancel = () => setUnsent([]);
  return (
    <>
      <Button type="text" onClick={() => void ask()}>
        {t('signOut')}
      </Button>
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
    </>
  );
}
