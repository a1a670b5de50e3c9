import { ClockCircleOutlined, InfoCircleOutlined } from '@ant-design/icons';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { StateMark } from '../../shared/antd/states.tsx';
import { shownDay, zoneName } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { dailyFormOf, itineraryFormOf } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { useSecondsUntil } from '../../shared/participant/today.ts';
import textStyles from '../../shared/text.module.css';
import { ButtonLink } from '../shell/button-link.tsx';
import { Counts } from './counts.tsx';
import { DayLabel } from './day-label.tsx';
import { Good } from './item-state.tsx';
import styles from './today-panel.module.css';
import { words } from './words.ts';

/** Today: its date, whether it was reported, the one thing to do now, and the counts by phase. */
export function TodayPanel() {
  const { mine, overview } = useParticipant();
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const group = mine.definition.groups.find(({ code }) => code === mine.groupCode);
  const place = lang === 'zh' ? mine.placeZh : mine.placeEn;
  return (
    <Panel className={styles.today}>
      <div className={styles.main}>
        <h1>{t('hello', { name: mine.name })}</h1>
        <p className={textStyles.soft}>
          {group && `${text(group.name)} · `}
          {place}
        </p>
        <DayLabel className={styles.day} day={overview.today} isToday />
        <TodayLine />
        <TodayActions />
      </div>
      <Counts />
    </Panel>
  );
}

function TodayLine() {
  const { overview } = useParticipant();
  const { zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const seconds = useSecondsUntil(overview.turnsAt);
  if (overview.reportedToday) {
    return (
      <p className={styles.state}>
        <Good>{t('todayDone')}</Good>
      </p>
    );
  }
  if (!overview.dueToday) return <NotDue />;
  const minutes = Math.floor(seconds / 60);
  return (
    <p className={styles.state}>
      <StateMark colour="ink" icon={<ClockCircleOutlined />}>
        <strong>{t('todayOpen')}</strong>
      </StateMark>
      <span className={`${textStyles.soft} ${textStyles.number}`}>
        {t('todayLeft', {
          zone: zoneName(zone, lang),
          hours: Math.floor(minutes / 60),
          minutes: minutes % 60,
        })}
      </span>
    </p>
  );
}

function NotDue() {
  const { overview } = useParticipant();
  const t = useWords(words);
  const lang = useLang();
  const { dueFrom, dueTo, reason, today } = overview;
  const told =
    reason === 'noItinerary'
      ? t('noItinerary')
      : dueFrom && today < dueFrom
        ? t('before', { day: shownDay(dueFrom, lang) })
        : dueTo && today > dueTo
          ? t('after', { day: shownDay(dueTo, lang) })
          : t('noDays');
  return (
    <p className={styles.state}>
      <InfoCircleOutlined aria-hidden="true" /> {told}
    </p>
  );
}

/** What there is to do now; the first is the main one. */
function TodayActions() {
  const { code } = usePublicProgramme();
  const { overview, mine } = useParticipant();
  const t = useWords(words);
  const text = useText();
  const { missed, reportedToday, dueToday, reason, today } = overview;
  const daily = dailyFormOf(mine);
  const itinerary = reason === 'noItinerary' ? itineraryFormOf(mine) : undefined;
  const actions: { path: string; label: string }[] = [];
  if (itinerary) {
    const { code: form, title } = itinerary.definition;
    actions.push({ path: `forms/${form}`, label: text(title) });
  }
  if (daily) {
    const form = daily.definition.code;
    if (dueToday && !reportedToday) actions.push({ path: `forms/${form}`, label: t('fillToday') });
    if (missed > 0 && daily.policy.backfill) {
      actions.push({ path: `missed/${form}`, label: t('fillMissed', { count: missed }) });
    }
    if (reportedToday) {
      actions.push({ path: `records/${form}?day=${today}`, label: t('seeToday') });
    }
  }
  return (
    <div className={styles.actions}>
      {actions.map(({ path, label }, index) => (
        <ButtonLink key={path} to={`/${code}/${path}`} main={index === 0} large>
          {label}
        </ButtonLink>
      ))}
    </div>
  );
}
