import { EmptyState } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import { words } from './words.ts';

/** Says that there is no such form for this person. */
export function FormGone() {
  const t = useWords(words);
  return <EmptyState title={t('formGone')} hint={t('formGoneText')} />;
}
