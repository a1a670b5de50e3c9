import { useWords } from '../../shared/i18n.ts';
import { CameraView } from '../../shared/phone/camera-view.tsx';
import card from '../../shared/phone/card.module.css';
import { Page } from '../../shared/phone/page.tsx';
import styles from './camera-page.module.css';
import { words } from './words.ts';

/** Trying the camera before one stands at a gate with people waiting. */
export function CameraPage() {
  const t = useWords(words);
  return (
    <Page title={t('camera')}>
      <section className={`${card.card} ${styles.camera}`}>
        <p>{t('cameraIntro')}</p>
        <CameraView />
      </section>
    </Page>
  );
}
