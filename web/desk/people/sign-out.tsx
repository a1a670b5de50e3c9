import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Modal, Space } from 'antd';
import { useState } from 'react';
import { useLang, useWords } from '../../shared/i18n.ts';
import { countDrafts, dropDrafts } from '../../shared/offline/drafts.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { accountOf, meQuery, signOut, useParticipant } from '../../shared/participant/session.ts';
import { problemText } from '../../shared/problems.ts';
import { words } from './words.ts';

/**
 * Ends the session and opens the sign-in as a new page, so that nothing of the person stays in the
 * memory of a computer that others use as well. `clear` throws their drafts away, too.
 */
export function useLeave() {
  const { code } = usePublicProgramme();
  const queries = useQueryClient();
  const lang = useLang();
  const { message } = App.useApp();
  return async (clear: boolean): Promise<void> => {
    const me = queries.getQueryData(meQuery.queryKey);
    const account = me ? accountOf(me) : '';
    try {
      await signOut(queries, account);
    } catch (error) {
      void message.error(problemText(error, lang));
      return;
    }
    if (clear) await dropDrafts(account);
    location.assign(`/desk/${code}/`);
  };
}

/** 退出登录; asks what is to become of drafts, where there are any. */
export function SignOutButton() {
  const { account } = useParticipant();
  const t = useWords(words);
  const leave = useLeave();
  const [drafts, setDrafts] = useState(0);
  const ask = async () => {
    const count = await countDrafts(account);
    if (count === 0) await leave(false);
    else setDrafts(count);
  };
  return (
    <>
      <Button type="text" onClick={() => void ask()}>
        {t('signOut')}
      </Button>
      <Modal
        open={drafts > 0}
        title={t('signOutTitle')}
        onCancel={() => setDrafts(0)}
        footer={
          <Space wrap>
            <Button onClick={() => setDrafts(0)}>{t('cancel')}</Button>
            <Button onClick={() => void leave(true)}>{t('signOutClear')}</Button>
            <Button type="primary" onClick={() => void leave(false)}>
              {t('signOutKeep')}
            </Button>
          </Space>
        }
      >
        {t('signOutDrafts', { count: drafts })}
      </Modal>
    </>
  );
}
