import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { LeftOutline, RightOutline } from 'antd-mobile-icons';
import { useState } from 'react';
import { addDays } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import { formatDay } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { calendarStart, canOpenDay, type DayState } from '../../shared/participant/days.ts';
import { findForm, type PublishedForm } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { daysOf } from '../../shared/participant/queries.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { useToday } from '../../shared/participant/today.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import cardStyles from '../../shared/phone/card.module.css';
import fieldStyles from '../../shared/phone/field.module.css';
import { Failure } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import styles from './calendar-page.module.css';
import { FormGone } from './form-gone.tsx';
import { daysInWeeks, monthName, monthOf, monthsFrom } from './months.ts';
import { words } from './words.ts';

const symbols: Record<DayState, string> = {
  done: '✓',
  extra: '✓',
  missed: '!',
  today: '●',
  none: '',
  future: '',
};

const stateWords = {
  done: 'dayDone',
  missed: 'dayMissed',
  today: 'dayToday',
  extra: 'dayExtra',
  none: 'dayNone',
  future: 'dayFuture',
} as const;

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** 健康信息查询: the done and missed days of a month; a day leads to its report (SPEC G4.3). */
export function CalendarPage() {
  const { form } = useParams({ from: '/$programme/member/declared/records/$form' });
  const { zone } = usePublicProgramme();
  const { account, mine, overview } = useParticipant();
  const t = useWords(words);
  const lang = useLang();
  const today = useToday(zone);
  const { dueFrom, dueTo } = overview;
  const [month, setMonth] = useState(() => monthOf(calendarStart(overview, today)));
  const from: Day = `${month}-01`;
  const to = addDays(`${monthsFrom(month, 1)}-01`, -1);
  const days = useQuery(daysOf(account, from, to));
  const states = new Map(days.data?.map(({ day, state }) => [day, state]));
  const latest = monthOf(dueTo !== null && dueTo > today ? dueTo : today);
  const earliest = monthsFrom(monthOf(dueFrom !== null && dueFrom < today ? dueFrom : today), -12);
  const shown = findForm(mine, form);
  if (shown?.policy.slots !== 'daily') return <FormGone />;
  return (
    <Page title={t('recordsTitle')}>
      <section className={cardStyles.card}>
        <div className={styles.month}>
          <button
            type="button"
            className={buttonsStyles.icon}
            aria-label={t('lastMonth')}
            disabled={month <= earliest}
            onClick={() => setMonth(monthsFrom(month, -1))}
          >
            <LeftOutline aria-hidden="true" />
          </button>
          <h2 aria-live="polite">{monthName(month, lang)}</h2>
          <button
            type="button"
            className={buttonsStyles.icon}
            aria-label={t('nextMonth')}
            disabled={month >= latest}
            onClick={() => setMonth(monthsFrom(month, 1))}
          >
            <RightOutline aria-hidden="true" />
          </button>
        </div>
        <table className={styles.days}>
          <thead>
            <tr>
              {weekdays.map((weekday) => (
                <th key={weekday} scope="col">
                  {t(weekday)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {daysInWeeks(from, to).map((week) => (
              <tr key={week.find((day) => day !== null)}>
                {week.map((day, index) => (
                  <td key={weekdays[index]}>
                    {day && <DayCell form={shown} {...{ day, today }} state={states.get(day)} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {days.error && !days.data && (
          <Failure error={days.error} retry={() => void days.refetch()} />
        )}
        <p className={fieldStyles.hint}>{t('calendarHint')}</p>
        <Legend />
      </section>
    </Page>
  );
}

function DayCell(props: {
  form: PublishedForm;
  day: Day;
  today: Day;
  state: DayState | undefined;
}) {
  const { form, day, today, state } = props;
  const { code } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const navigate = useNavigate();
  const params = { programme: code, form: form.definition.code };
  const reported = state === 'done' || state === 'extra';
  const open = state && canOpenDay(form.policy, state);
  const go = () =>
    void (reported
      ? navigate({ to: '/$programme/records/$form/$slot', params: { ...params, slot: day } })
      : navigate({ to: '/$programme/forms/$form/days/$day', params: { ...params, day } }));
  const name = `${formatDay(day, lang)}${state ? `, ${t(stateWords[state])}` : ''}`;
  return (
    <button
      type="button"
      className={`${styles.cell} ${styles[state ?? ''] ?? ''}`}
      aria-label={name}
      aria-current={day === today ? 'date' : undefined}
      disabled={!open}
      onClick={go}
    >
      <span>{Number(day.slice(8))}</span>
      <span aria-hidden="true" className={styles.symbol}>
        {state ? symbols[state] : ''}
      </span>
    </button>
  );
}

function Legend() {
  const t = useWords(words);
  return (
    <ul className={styles.legend}>
      {(['done', 'missed', 'today', 'extra'] as const).map((state) => (
        <li key={state}>
          <span aria-hidden="true" className={`${styles.mark} ${styles[state] ?? ''}`}>
            {symbols[state]}
          </span>
          {t(stateWords[state])}
        </li>
      ))}
    </ul>
  );
}
