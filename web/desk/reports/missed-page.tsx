import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Table } from 'antd';
import { daysBetween } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import { EmptyState, Loaded, Panel } from '../../shared/antd/pc-parts.tsx';
import { formatDay } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { findForm } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { missedOf } from '../../shared/participant/queries.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { useToday } from '../../shared/participant/today.ts';
import { togetherForm } from '../../shared/participant/together.ts';
import textStyles from '../../shared/text.module.css';
import { ButtonLink } from '../shell/button-link.tsx';
import { Page } from '../shell/page.tsx';
import { FormGone } from './form-gone.tsx';
import styles from './missed-page.module.css';
import { words } from './words.ts';

/** 健康信息补录: the missed days; pick one, fill it in (SPEC G4.4). */
export function MissedPage() {
  const { form } = useParams({ from: '/$programme/signed-in/reporting/missed/$form' });
  const { account, mine } = useParticipant();
  const t = useWords(words);
  const missed = useQuery(missedOf(account));
  const published = findForm(mine, form);
  if (!published) return <FormGone />;
  return (
    <Page title={t('missedTitle')}>
      <Panel className={styles.missed}>
        <Loaded query={missed}>
          {({ days, canBackfill }) =>
            days.length === 0 ? (
              <EmptyState title={t('nothingMissedTitle')} hint={t('nothingMissedText')} />
            ) : (
              <MissedDays
                {...{ form, days, canBackfill }}
                mayTogether={togetherForm(published) !== null}
              />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}

function MissedDays(props: {
  form: string;
  days: Day[];
  canBackfill: boolean;
  /** Several days can be filled in at one go. */
  mayTogether: boolean;
}) {
  const { form, days, canBackfill, mayTogether } = props;
  const { code, zone } = usePublicProgramme();
  const today = useToday(zone);
  const t = useWords(words);
  const lang = useLang();
  const count = days.length;
  const ago = (day: Day) => {
    const passed = daysBetween(day, today);
    return passed === 1 ? t('yesterday') : t('daysAgo', { count: passed });
  };
  return (
    <>
      <p className={styles.lead}>
        <strong>{t(canBackfill ? 'missedIntro' : 'missedClosed', { count })}</strong>{' '}
        {canBackfill && count > 1 && <span className={textStyles.soft}>{t('earliestFirst')}</span>}
      </p>
      {canBackfill && mayTogether && count > 1 && (
        <p className={styles.lead}>
          <ButtonLink to={`/${code}/missed/${form}/together`} main>
            {t('together')}
          </ButtonLink>
        </p>
      )}
      <Table<{ day: Day }>
        size="small"
        rowKey="day"
        pagination={count > 31 ? { pageSize: 31 } : false}
        dataSource={days.map((day) => ({ day }))}
        columns={[
          { key: 'day', title: t('date'), render: (_, { day }) => formatDay(day, lang) },
          { key: 'ago', title: t('ago'), render: (_, { day }) => ago(day) },
          {
            key: 'fill',
            title: <span className={textStyles.sr}>{t('act')}</span>,
            align: 'end',
            render: (_, { day }, index) =>
              canBackfill && (
                <ButtonLink
                  to={`/${code}/forms/${form}/days/${day}`}
                  main={index === 0 && !mayTogether}
                >
                  {t('fillIn')}
                  <span className={textStyles.sr}> {formatDay(day, lang)}</span>
                </ButtonLink>
              ),
          },
        ]}
      />
    </>
  );
}
