import { Button } from 'antd';
import { EmptyState } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import { words } from './words.ts';

/** A page that did not load: the network failed, or the site was updated meanwhile. */
export function BrokenPage() {
  const t = useWords(words);
  return (
    <div role="alert">
      <EmptyState title={t('brokenTitle')} hint={t('broken')}>
        <Button type="primary" onClick={() => location.reload()}>
          {t('reload')}
        </Button>
      </EmptyState>
    </div>
  );
}
