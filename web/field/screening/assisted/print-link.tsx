import { screening } from '../../../../modules/screening/contract.ts';
import { accountOf } from '../../../shared/account.ts';
import { linkTo } from '../../../shared/api.ts';
import { defineWords, useLang, useWords } from '../../../shared/i18n.ts';
import buttons from '../../../shared/phone/buttons.module.css';
import card from '../../../shared/phone/card.module.css';
import { useCurrentUser } from '../../../shared/staff/current-user.ts';
import scan from '../scan-page.module.css';
import styles from './print-link.module.css';

const words = defineWords('field-screening-print', {
  zh: {
    print: '打印纸质码',
    printHint: '一小时内可以打印。纸质码没有颜色，查验时须同时出示证件。',
  },
  en: {
    print: 'Print the code on paper',
    printHint:
      'For an hour. It has no colour, and is good only together with the person’s document.',
  },
});

/** Whoever has no phone can take their code along on paper. */
export function PrintLink({ id }: { id: string }) {
  const t = useWords(words);
  const lang = useLang();
  const account = accountOf(useCurrentUser());
  return (
    <section className={`${card.card} ${scan.person}`}>
      <a
        className={`${buttons.wide} ${styles.link}`}
        href={linkTo(screening.printed, { params: { id }, query: { lang }, account })}
      >
        {t('print')}
      </a>
      <p>{t('printHint')}</p>
    </section>
  );
}
