import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useWords } from '../../shared/i18n.ts';
import { systemInfo } from '../../shared/participant/public-programme.ts';
import { words } from '../words.ts';
import { useOnline } from './online.ts';
import { currentUpdate, onUpdate } from './update.ts';

/** What concerns every screen, in lines on top of it: demo, no network, a newer version. */
export function Banners() {
  const t = useWords(words);
  const online = useOnline();
  const update = useSyncExternalStore(onUpdate, currentUpdate);
  const { data: info } = useQuery(systemInfo);
  return (
    <aside className="ax-strips" aria-label={t('strips')}>
      {info?.demo && (
        <div className="ax-strip ax-strip-demo">
          <span>{t('demo')}</span>
          <a href="/demo">{t('demoLink')}</a>
        </div>
      )}
      {!online && (
        <div className="ax-strip ax-strip-offline" role="status">
          {t('offline')}
        </div>
      )}
      {update && (
        <div className="ax-strip ax-strip-update" role="status">
          <span>{t('newVersion')}</span>
          <button type="button" className="ax-text-button" onClick={update.take}>
            {t('update')}
          </button>
        </div>
      )}
    </aside>
  );
}
