import { useParams } from '@tanstack/react-router';
import { EmptyState, Panel } from '../../shared/antd/pc-parts.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { Page } from '../shell/page.tsx';
import { Prose } from '../shell/prose.tsx';
import { words } from './words.ts';

/** A help page of the programme. */
export function HelpPage() {
  const { page: code } = useParams({ from: '/$programme/signed-in/pages/$page' });
  const { pages } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  const page = pages.find((each) => each.code === code);
  if (!page) return <EmptyState title={t('notFoundTitle')} hint={t('noPageHint')} />;
  return (
    <Page title={text(page.title)}>
      <Panel>
        <Prose text={text(page.body)} />
      </Panel>
    </Page>
  );
}
