import { Result } from 'antd';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { formatDay } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useAfterSubmitting } from '../../shared/participant/after-submitting.ts';
import type { Finished } from '../../shared/participant/editor.ts';
import type { PublishedForm } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { ButtonLink } from '../shell/button-link.tsx';
import { Advice } from './advice.tsx';
import styles from './sent.module.css';
import { words } from './words.ts';

/** A report was sent; says what may come next. */
export function Sent({ form, result }: { form: PublishedForm; result: Finished }) {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const { definition, policy } = form;
  const { title, message, next } = useAfterSubmitting(form, result);
  const day = result.kind === 'sent' ? result.receipt.day : result.day;
  const report =
    policy.slots === 'daily' ? `records/${definition.code}?day=${day}` : `forms/${definition.code}`;
  return (
    <Panel>
      <div role="status">
        <Result
          status="success"
          title={title}
          subTitle={message}
          extra={
            <div className={styles.buttons}>
              {next && (
                <ButtonLink to={`/${code}/forms/${definition.code}/days/${next}`} main>
                  {t('nextMissed', { day: formatDay(next, lang, 'bare') })}
                </ButtonLink>
              )}
              <ButtonLink to={`/${code}`} main={!next}>
                {t('backHome')}
              </ButtonLink>
              {policy.slots !== 'single' && (
                <ButtonLink to={`/${code}/${report}`}>{t('seeReport')}</ButtonLink>
              )}
            </div>
          }
        />
      </div>
      <Advice advice={result.advice} />
    </Panel>
  );
}
