import { useQuery } from '@tanstack/react-query';
import { Result } from 'antd';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { shownDay } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import type { PublishedForm } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { missedOf } from '../../shared/participant/queries.ts';
import { useMember } from '../../shared/participant/session.ts';
import { ActLink } from '../shell/act-link.tsx';
import type { Receipt } from './use-submitting.ts';
import { words } from './words.ts';

/** A report was sent; says what may come next. */
export function Sent({ form, receipt }: { form: PublishedForm; receipt: Receipt }) {
  const { code } = usePublicProgramme();
  const { account } = useMember();
  const t = useWords(words);
  const lang = useLang();
  const { definition, policy } = form;
  const isDaily = policy.slots === 'daily';
  const missed = useQuery({ ...missedOf(account), enabled: isDaily && policy.backfill });
  const next = missed.data?.canBackfill ? missed.data.days[0] : undefined;
  const text = receipt.incomplete
    ? t('sentIncomplete')
    : isDaily
      ? t('sentText', { day: shownDay(receipt.day, lang, 'short') })
      : t('sentPlain');
  const report = isDaily
    ? `records/${definition.code}?day=${receipt.day}`
    : `forms/${definition.code}`;
  return (
    <Panel>
      <div role="status">
        <Result
          status="success"
          title={t('sentTitle')}
          subTitle={text}
          extra={
            <div className="dk-buttons dk-buttons-middle">
              {next && (
                <ActLink to={`/${code}/forms/${definition.code}/days/${next}`} main>
                  {t('nextMissed', { day: shownDay(next, lang, 'bare') })}
                </ActLink>
              )}
              <ActLink to={`/${code}`} main={!next}>
                {t('backHome')}
              </ActLink>
              {policy.slots !== 'single' && (
                <ActLink to={`/${code}/${report}`}>{t('seeReport')}</ActLink>
              )}
            </div>
          }
        />
      </div>
    </Panel>
  );
}
