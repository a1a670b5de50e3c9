import { useWords } from '../../shared/i18n.ts';
import { Empty } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { words } from './words.ts';

/** Says that there is no such form for this person. */
export function FormGone() {
  const t = useWords(words);
  return (
    <Page title={t('formGone')}>
      <Empty title={t('formGone')}>
        <p>{t('formGoneText')}</p>
      </Empty>
    </Page>
  );
}
