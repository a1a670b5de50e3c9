import { useParams } from '@tanstack/react-router';
import { useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import cardStyles from '../../shared/phone/card.module.css';
import { Empty } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { Contacts } from '../shell/contacts.tsx';
import styles from './help-page.module.css';
import { words } from './words.ts';

/** A help page of the programme; readable before signing in, too. */
export function HelpPage() {
  const { page: code } = useParams({ from: '/$programme/pages/$page' });
  const { pages } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  const page = pages.find((each) => each.code === code);
  if (!page) {
    return (
      <Page title={t('helpPages')}>
        <Empty title={t('notFoundTitle')}>
          <p>{t('noPageHint')}</p>
        </Empty>
      </Page>
    );
  }
  const paragraphs = text(page.body).split(/\n{2,}/);
  return (
    <Page title={text(page.title)}>
      <article className={`${cardStyles.card} ${styles.prose}`}>
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </article>
      <Contacts />
    </Page>
  );
}
