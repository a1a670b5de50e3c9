import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { addDays, dayNumber, eachDay } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import { joiners } from '../../../forms/joiners.ts';
import { formatDay } from '../format.ts';
import { defineWords, type Lang, useLang, useWords } from '../i18n.ts';
import type { DayState } from '../participant/days.ts';
import textStyles from '../text.module.css';
import type { StateColour } from '../tokens.ts';
import styles from './reporting-calendar.module.css';
import { colourClass, dayMarks, StateMark } from './states.tsx';

const calendarWords = defineWords('pc-calendar', {
  zh: {
    done: '已填',
    missed: '漏填',
    today: '待填',
    extra: '期外',
    none: '不需填报',
    future: '未到',
    previous: '上个月',
    next: '下个月',
  },
  en: {
    done: 'Done',
    missed: 'Missed',
    today: 'Due',
    extra: 'Extra',
    none: 'Not due',
    future: 'Upcoming',
    previous: 'Previous month',
    next: 'Next month',
  },
});

const monthOf = (day: Day) => day.slice(0, 7);

function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** The days of the weeks that a month touches, Monday first. */
export function visibleDays(month: string): Day[] {
  const first = `${month}-01`;
  const last = addDays(`${monthAfter(month, 1)}-01`, -1);
  // 1970-01-01 was a Thursday: Monday is 0 here.
  const weekday = (day: Day) => (((dayNumber(day) + 3) % 7) + 7) % 7;
  return eachDay(addDays(first, -weekday(first)), addDays(last, 6 - weekday(last)));
}

function weekdays(lang: Lang): string[] {
  const format = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', {
    weekday: lang === 'zh' ? 'narrow' : 'short',
    timeZone: 'UTC',
  });
  // 2024-01-01 was a Monday.
  return Array.from({ length: 7 }, (_, index) => format.format(Date.UTC(2024, 0, 1 + index)));
}

/** What stands out about a day, in the place of its state: never the colour alone. */
export type DayNote = { colour: StateColour; icon: ReactNode; word: string };

type ReportingCalendarProps = {
  days: readonly { day: Day; state: DayState }[];
  today: Day;
  chosen?: Day | undefined;
  /** Days that stand out. */
  notes?: ReadonlyMap<Day, DayNote>;
  /** Days that can be opened; without it nothing can. */
  canOpen?: (day: Day, state: DayState) => boolean;
  onOpen?: (day: Day) => void;
  /** Told when another month is shown. */
  onMonth?: (month: string) => void;
};

/** A month of done and missed days; each state has its symbol and its word. */
export function ReportingCalendar(props: ReportingCalendarProps) {
  const { days, today, chosen, notes, canOpen, onOpen } = props;
  const lang = useLang();
  const t = useWords(calendarWords);
  const [month, setMonth] = useState(monthOf(chosen ?? today));
  const show = (next: string) => {
    setMonth(next);
    props.onMonth?.(next);
  };
  const states = new Map(days.map(({ day, state }) => [day, state]));
  const title = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(Date.parse(`${month}-01T00:00:00Z`));
  return (
    <div className={styles.calendar}>
      <div className={styles.head}>
        <Button
          type="text"
          icon={<LeftOutlined />}
          aria-label={t('previous')}
          onClick={() => show(monthAfter(month, -1))}
        />
        <strong aria-live="polite">{title}</strong>
        <Button
          type="text"
          icon={<RightOutlined />}
          aria-label={t('next')}
          onClick={() => show(monthAfter(month, 1))}
        />
      </div>
      <div className={styles.grid}>
        {weekdays(lang).map((name) => (
          <span key={name} className={styles.weekday} aria-hidden="true">
            {name}
          </span>
        ))}
        {visibleDays(month).map((day) => {
          const state = states.get(day) ?? (day > today ? 'future' : 'none');
          return (
            <DayCell
              key={day}
              {...{ day, state }}
              other={monthOf(day) !== month}
              isToday={day === today}
              isChosen={day === chosen}
              note={notes?.get(day)}
              {...(onOpen && canOpen?.(day, state) && { onOpen: () => onOpen(day) })}
            />
          );
        })}
      </div>
      <div className={styles.legend}>
        {(['done', 'missed', 'today', 'extra'] as const).map((state) => (
          <StateMark key={state} {...dayMarks[state]}>
            {t(state)}
          </StateMark>
        ))}
        {[...new Map([...(notes ?? [])].map(([, note]) => [note.word, note])).values()].map(
          ({ word, ...mark }) => (
            <StateMark key={word} {...mark}>
              {word}
            </StateMark>
          ),
        )}
      </div>
    </div>
  );
}

function DayCell(props: {
  day: Day;
  state: DayState;
  other: boolean;
  isToday: boolean;
  isChosen: boolean;
  note: DayNote | undefined;
  onOpen?: () => void;
}) {
  const { day, state, other, isToday, isChosen, note, onOpen } = props;
  const lang = useLang();
  const t = useWords(calendarWords);
  const mark = note ?? dayMarks[state];
  const quiet = !note && (state === 'none' || state === 'future');
  const word = note?.word ?? t(state);
  const said = note ? `${t(state)}${joiners[lang].comma}${note.word}` : t(state);
  return (
    <button
      type="button"
      className={[
        styles.day,
        colourClass(mark.colour),
        other && styles.other,
        isToday && styles.today,
        isChosen && styles.chosen,
        note && styles.noted,
      ]
        .filter(Boolean)
        .join(' ')}
      disabled={!onOpen}
      aria-current={isToday ? 'date' : undefined}
      title={said}
      onClick={onOpen}
    >
      <span
        className={textStyles.sr}
      >{`${formatDay(day, lang)}${joiners[lang].colon}${said}`}</span>
      <span className={styles.number} aria-hidden="true">
        {Number(day.slice(8))}{' '}
        {!quiet && (
          <span className={`${styles.icon} ${colourClass(mark.colour)}`}>{mark.icon}</span>
        )}
      </span>
      {!quiet && (
        <span className={styles.word} aria-hidden="true">
          {word}
        </span>
      )}
    </button>
  );
}
