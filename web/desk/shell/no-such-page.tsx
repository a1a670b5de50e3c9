import { EmptyState } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import { words } from './words.ts';

export function NoSuchPage() {
  const t = useWords(words);
  return (
    <EmptyState title={t('notFoundTitle')} hint={t('notFound')}>
      <a href="/">{t('toFront')}</a>
    </EmptyState>
  );
}
