import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import {
  usePublicProgramme,
  usePublicProgrammeIfAny,
} from '../../shared/participant/public-programme.ts';
import { useTitle } from './page.tsx';
import { words } from './words.ts';

/** Within a programme the way goes on at its home page. */
export function NoSuchPage() {
  const t = useWords(words);
  if (usePublicProgrammeIfAny()) return <NotInProgramme />;
  return (
    <EmptyState title={t('notFoundTitle')} hint={t('notFound')}>
      <a href="/">{t('toFront')}</a>
    </EmptyState>
  );
}

function NotInProgramme() {
  const t = useWords(words);
  const { code } = usePublicProgramme();
  useTitle(t('notFoundTitle'));
  return (
    <EmptyState title={t('notFoundTitle')} hint={t('notFound')}>
      <Link to="/$programme" params={{ programme: code }}>
        {t('backHome')}
      </Link>
    </EmptyState>
  );
}
