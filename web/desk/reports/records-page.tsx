import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { EmptyState, Panel } from '../../shared/antd/pc-parts.tsx';
import { formatDay } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { mayFillIn } from '../../shared/participant/days.ts';
import { findForm, type PublishedForm } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { recordsOf } from '../../shared/participant/queries.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { useToday } from '../../shared/participant/today.ts';
import textStyles from '../../shared/text.module.css';
import { ButtonLink } from '../shell/button-link.tsx';
import { Page } from '../shell/page.tsx';
import { DayCalendar } from './day-calendar.tsx';
import { FormGone } from './form-gone.tsx';
import { Record } from './record.tsx';
import styles from './records-page.module.css';
import { words } from './words.ts';

const path = '/$programme/signed-in/reporting/records/$form';

/** 健康信息查询: a calendar of done and missed days; a day's report beside it, with its change and its earlier versions (SPEC G4.3). */
export function RecordsPage() {
  const { form: code } = useParams({ from: path });
  const { day } = useSearch({ from: path });
  const { code: programme } = usePublicProgramme();
  const { mine } = useParticipant();
  const t = useWords(words);
  const navigate = useNavigate();
  const form = findForm(mine, code);
  if (form?.policy.slots !== 'daily') return <FormGone />;
  const open = (chosen: string) =>
    void navigate({
      to: '/$programme/records/$form',
      params: { programme, form: code },
      search: { day: chosen },
    });
  return (
    <Page title={t('recordsTitle')}>
      <div className={styles.records}>
        <Panel>
          <DayCalendar form={form} chosen={day} onOpen={open} />
        </Panel>
        {day ? (
          <DayReport key={day} form={form} day={day} />
        ) : (
          <Panel>
            <EmptyState title={t('chooseDay')} hint={t('chooseDayText')} />
          </Panel>
        )}
      </div>
    </Page>
  );
}

function DayReport({ form, day }: { form: PublishedForm; day: string }) {
  const { code, zone } = usePublicProgramme();
  const { account } = useParticipant();
  const t = useWords(words);
  const lang = useLang();
  const { definition, policy } = form;
  const { data } = useQuery(recordsOf(account, definition.code, day));
  const exists = (data?.reports.length ?? 0) > 0;
  const mayFill = mayFillIn(policy, day, useToday(zone));
  const edit = `/${code}/forms/${definition.code}/days/${day}`;
  return (
    <Panel
      title={<span aria-live="polite">{formatDay(day, lang)}</span>}
      extra={
        exists && policy.change === 'anytime' ? (
          <ButtonLink to={edit} main>
            {t('change')}
          </ButtonLink>
        ) : undefined
      }
    >
      <Record
        form={form}
        slot={day}
        none={
          <EmptyState title={t('noRecord')} hint={t(mayFill ? 'noRecordOpen' : 'noRecordClosed')}>
            {mayFill && (
              <ButtonLink to={edit} main>
                {t('fillThis')}
              </ButtonLink>
            )}
          </EmptyState>
        }
      />
      {exists && policy.change === 'never' && <p className={textStyles.soft}>{t('readOnly')}</p>}
    </Panel>
  );
}
