import { useState } from 'react';
import { useWords } from '../../shared/i18n.ts';
import card from '../../shared/phone/card.module.css';
import { Page } from '../../shared/phone/page.tsx';
import { ScannerView } from '../../shared/scanner/scanner-view.tsx';
import { play } from '../../shared/scanner/sound.ts';
import styles from './camera-page.module.css';
import { words } from './words.ts';

/** Trying the camera before one stands at a gate with people waiting. */
export function CameraPage() {
  const t = useWords(words);
  const [times, setTimes] = useState(0);
  const read = () => {
    play('well');
    setTimes((before) => before + 1);
  };
  return (
    <Page title={t('camera')}>
      <section className={`${card.card} ${styles.camera}`}>
        <p>{t('cameraIntro')}</p>
        <ScannerView onText={read} />
        {times > 0 && <p role="status">{t('cameraRead', { count: times })}</p>}
      </section>
    </Page>
  );
}
