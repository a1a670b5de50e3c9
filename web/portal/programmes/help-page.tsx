import { useParams } from '@tanstack/react-router';
import { useSay, useWords } from '../../shared/i18n.ts';
import { useEntrance } from '../../shared/member/entrance.ts';
import { Empty } from '../parts/messages.tsx';
import { Page } from '../parts/page.tsx';
import { Contacts } from './contacts.tsx';
import { words } from './words.ts';

/** A help page of the programme; readable before signing in, too. */
export function HelpPage() {
  const { page: code } = useParams({ from: '/$programme/pages/$page' });
  const { pages } = useEntrance();
  const say = useWords(words);
  const text = useSay();
  const page = pages.find((each) => each.code === code);
  if (!page) {
    return (
      <Page title={say('helpPages')}>
        <Empty title={say('noPage')}>
          <p>{say('noPageHint')}</p>
        </Empty>
      </Page>
    );
  }
  const paragraphs = text(page.body).split(/\n{2,}/);
  return (
    <Page title={text(page.title)}>
      <article className="ax-card ax-prose">
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </article>
      <Contacts />
    </Page>
  );
}
