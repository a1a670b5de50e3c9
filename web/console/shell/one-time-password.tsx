import { Button, Modal } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import { CopyButton } from './copy-button.tsx';
import styles from './one-time-password.module.css';
import { shellWords } from './words.ts';

type OneTimePasswordProps = {
  name: string;
  /** What the person signs in with, by its labels. */
  accounts: readonly { label: string; value: string }[];
  password: string;
  onClose: () => void;
};

/** A one-time password that was just made, and is shown only now. */
export function OneTimePassword({ name, accounts, password, onClose }: OneTimePasswordProps) {
  const t = useWords(shellWords);
  return (
    <Modal
      open
      title={t('oneTimeTitle')}
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
      <p>{t('oneTimeHint', { name })}</p>
      <dl className={styles.secret}>
        {accounts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('oneTimeTitle')}</dt>
          <dd>
            <code>{password}</code>
            <CopyButton text={password} />
          </dd>
        </div>
      </dl>
    </Modal>
  );
}
