import { Button } from 'antd-mobile';
import { useWords } from '../i18n.ts';
import card from './card.module.css';
import { installSteps, installWords, useInstalling } from './install.ts';
import styles from './install-card.module.css';

/** Adding the app to the home screen: at a touch where the browser can, else by the steps of this system. */
export function InstallCard() {
  const t = useWords(installWords);
  const { installed, install } = useInstalling();
  const [own] = installSteps();
  return (
    <section className={card.card}>
      <h2>{t('title')}</h2>
      {installed && <p>{t('installed')}</p>}
      {!installed && install && (
        <Button color="primary" fill="outline" block onClick={install}>
          {t('now')}
        </Button>
      )}
      {!installed && !install && (
        <ol className={styles.steps}>
          {own?.steps.map((step) => (
            <li key={step}>{t(step)}</li>
          ))}
        </ol>
      )}
    </section>
  );
}
