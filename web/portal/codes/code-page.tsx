import { wardLinkOf } from '../../shared/account.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { registrationWords } from '../../shared/participant/registration-words.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { Page } from '../../shared/phone/page.tsx';
import { CodeReason } from './code-reason.tsx';
import { Paper } from './paper.tsx';
import { SignedCodeCard } from './signed-code.tsx';

/** 查看吉祥码: the code to be scanned, why it has its colour, and what there was before. */
export function CodePage() {
  const t = useWords(registrationWords);
  const text = useText();
  const { shortName } = usePublicProgramme();
  const isOwn = wardLinkOf(useParticipant().account) === null;
  return (
    <Page title={isOwn ? t('showCode', { code: text(shortName) }) : text(shortName)}>
      <SignedCodeCard />
      <CodeReason />
      {isOwn && <Paper />}
    </Page>
  );
}
