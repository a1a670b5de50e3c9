import { useText, useWords } from '../../shared/i18n.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { Page } from '../../shared/phone/page.tsx';
import { CodeReason } from './code-reason.tsx';
import { Paper } from './paper.tsx';
import { codeServiceOf } from './service.ts';
import { SignedCodeCard } from './signed-code.tsx';
import { words } from './words.ts';

/** 查看吉祥码: the code to be scanned, why it has its colour, and what there was before. */
export function CodePage() {
  const t = useWords(words);
  const text = useText();
  const { mine } = useParticipant();
  const service = codeServiceOf(mine);
  return (
    <Page title={service ? text(service.name) : t('code')}>
      <SignedCodeCard />
      <CodeReason />
      <Paper />
    </Page>
  );
}
