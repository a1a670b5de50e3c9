import { Button, Modal } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import { CopyButton } from './copy-button.tsx';
import styles from './one-time-password.module.css';
import { shellWords } from './words.ts';

/** A secret that was just made, and is shown only now. */
export function ShownOnce(props: {
  title: string;
  hint: string;
  secret: string;
  onClose: () => void;
}) {
  const { title, hint, secret, onClose } = props;
  const t = useWords(shellWords);
  return (
    <Modal
      open
      title={title}
      mask={{ closable: false }}
      keyboard={false}
      closable={false}
      zIndex={1020}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('oneTimeDone')}
        </Button>
      }
    >
      <p>{hint}</p>
      <p className={styles.long}>
        <code>{secret}</code> <CopyButton text={secret} />
      </p>
    </Modal>
  );
}
