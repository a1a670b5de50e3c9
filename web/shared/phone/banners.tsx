import { useQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useWords } from '../i18n.ts';
import { wouldLoseOnLeaving } from '../participant/leaving.ts';
import { systemInfo } from '../participant/public-programme.ts';
import styles from './banners.module.css';
import buttons from './buttons.module.css';
import { useOnline } from './online.ts';
import { currentUpdate, onUpdate } from './update.ts';
import { words } from './words.ts';

/**
 * What concerns every screen, in lines on top of it: demo, no network, a newer version. `offline`
 * says what the app can do without a network.
 */
export function Banners({ offline }: { offline: string }) {
  const t = useWords(words);
  const online = useOnline();
  const update = useSyncExternalStore(onUpdate, currentUpdate);
  const { data: info } = useQuery(systemInfo);
  return (
    <aside className={styles.banners} aria-label={t('banners')}>
      {info?.demo && (
        <div className={styles.banner}>
          <span>{t('demo')}</span>
          <a href="/demo">{t('demoLink')}</a>
        </div>
      )}
      {!online && (
        <div className={`${styles.banner} ${styles.offline}`} role="status">
          {offline}
        </div>
      )}
      {update && <UpdateBanner {...update} />}
    </aside>
  );
}

/** Browsers of iPhones do not ask before a page with something unfinished is loaded anew. */
function UpdateBanner({ take }: { take: () => void }) {
  const t = useWords(words);
  const [mustWait, setMustWait] = useState(false);
  const update = async () => {
    const wouldLose = await wouldLoseOnLeaving();
    setMustWait(wouldLose);
    if (!wouldLose) take();
  };
  return (
    <div className={`${styles.banner} ${styles.update}`} role="status">
      <span>{t(mustWait ? 'updateLater' : 'newVersion')}</span>
      <button type="button" className={buttons.text} onClick={() => void update()}>
        {t('update')}
      </button>
    </div>
  );
}
