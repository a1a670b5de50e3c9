import { Nothing } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import { words } from '../words.ts';

export function NoSuchPage() {
  const say = useWords(words);
  return (
    <Nothing title={say('notFoundTitle')} hint={say('notFound')}>
      <a href="/">{say('toFront')}</a>
    </Nothing>
  );
}
