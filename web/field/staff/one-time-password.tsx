import { Button } from 'antd-mobile';
import { useState } from 'react';
import { staff } from '../../../modules/staff/contract.ts';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { useSending } from '../../shared/participant/sending.ts';
import { FormProblem } from '../shell/form-problem.tsx';
import styles from './one-time-password.module.css';
import { words } from './words.ts';

/** For a new scanner to whom no message comes. */
export function OneTimePassword({ scannerId }: { scannerId: number }) {
  const t = useWords(words);
  const [password, setPassword] = useState<string | null>(null);
  const { busy, problem, run } = useSending();
  const make = () =>
    run(async () => {
      const made = await call(staff.scannerPassword, { params: { scannerId }, body: {} });
      setPassword(made.oneTimePassword);
    });
  if (password) {
    return (
      <div role="status">
        <h2>{t('oneTime')}</h2>
        <p className={styles.password}>{password}</p>
        <p>{t('oneTimeText')}</p>
      </div>
    );
  }
  return (
    <>
      <FormProblem problem={problem} at={[]} />
      <Button color="primary" fill="outline" block loading={busy} onClick={() => void make()}>
        {t('noMessage')}
      </Button>
    </>
  );
}
