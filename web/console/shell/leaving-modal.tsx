import { useBlocker } from '@tanstack/react-router';
import { Modal } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import { shellWords } from './words.ts';

/** What was typed and not saved is not left behind without a question. */
export function LeavingModal({ isTyped }: { isTyped: boolean }) {
  const t = useWords(shellWords);
  const leaving = useBlocker({
    // What changes behind the path, such as which part of a page is shown, leaves nothing behind.
    shouldBlockFn: ({ current, next }) => isTyped && current.pathname !== next.pathname,
    enableBeforeUnload: () => isTyped,
    withResolver: true,
  });
  return (
    <Modal
      open={leaving.status === 'blocked'}
      title={t('leave')}
      cancelText={t('go')}
      okText={t('stay')}
      closable={false}
      onCancel={() => leaving.proceed?.()}
      onOk={() => leaving.reset?.()}
      mask={{ closable: false }}
      keyboard={false}
    >
      {t('leaveNote')}
    </Modal>
  );
}
