import { CopyOutlined } from '@ant-design/icons';
import { App, Button, Modal } from 'antd';
import { useWords } from '../../shared/i18n.ts';
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
  const { message } = App.useApp();
  const copy = async () => {
    // Only pages with a certificate may write to the clipboard; elsewhere the text can be selected.
    await navigator.clipboard?.writeText(password).then(
      () => void message.success(t('copied')),
      () => undefined,
    );
  };
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
            <Button size="small" icon={<CopyOutlined />} onClick={() => void copy()}>
              {t('copy')}
            </Button>
          </dd>
        </div>
      </dl>
    </Modal>
  );
}
