import { EmptyState } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import { words as common } from '../../shared/participant/words.ts';
import { words } from './words.ts';

/** Says that there is no such form for this person. */
export function FormGone() {
  const t = useWords(common);
  const hint = useWords(words);
  return <EmptyState title={t('formGone')} hint={hint('formGoneText')} />;
}
