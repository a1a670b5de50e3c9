import { useWords } from '../../shared/i18n.ts';
import buttons from '../../shared/phone/buttons.module.css';
import { Empty } from '../../shared/phone/messages.tsx';
import page from '../../shared/phone/page.module.css';
import { words } from './words.ts';

export function NotFound() {
  const t = useWords(words);
  return (
    <main className={page.page}>
      <Empty title={t('notFoundTitle')} alone>
        <p>{t('notFound')}</p>
        <a className={buttons.link} href="/field/">
          {t('toHome')}
        </a>
      </Empty>
    </main>
  );
}
