import { useParams } from '@tanstack/react-router';
import { Nothing, Panel } from '../../shared/antd/pc-parts.tsx';
import { useSay, useWords } from '../../shared/i18n.ts';
import { useEntrance } from '../../shared/member/entrance.ts';
import { Page } from '../shell/page.tsx';
import { HelpBody } from './help-body.tsx';
import { words } from './words.ts';

/** A help page of the programme. */
export function HelpPage() {
  const { page: code } = useParams({ from: '/$programme/member/pages/$page' });
  const { pages } = useEntrance();
  const say = useWords(words);
  const text = useSay();
  const page = pages.find((each) => each.code === code);
  if (!page) return <Nothing title={say('noPage')} hint={say('noPageHint')} />;
  return (
    <Page title={text(page.title)}>
      <Panel>
        <HelpBody page={page} />
      </Panel>
    </Page>
  );
}
