import { useParams } from '@tanstack/react-router';
import { useWords } from '../../shared/i18n.ts';
import buttons from '../../shared/phone/buttons.module.css';
import { Empty } from '../../shared/phone/messages.tsx';
import page from '../../shared/phone/page.module.css';
import { words } from './words.ts';

/** Within a programme the way goes on at its home page; an installed app ends there. */
export function NotFound() {
  const t = useWords(words);
  const { programme } = useParams({ strict: false });
  return (
    <main className={page.page}>
      <Empty title={t('notFoundTitle')} alone>
        <p>{t('notFound')}</p>
        <a className={buttons.link} href={programme ? `/portal/${programme}/` : '/'}>
          {t(programme ? 'backHome' : 'toFront')}
        </a>
      </Empty>
    </main>
  );
}
