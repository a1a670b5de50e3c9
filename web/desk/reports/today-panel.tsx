import { ClockCircleOutlined, InfoCircleOutlined } from '@ant-design/icons';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { StateMark } from '../../shared/antd/states.tsx';
import { shownDay, zoneName } from '../../shared/format.ts';
import { useLang, useSay, useWords } from '../../shared/i18n.ts';
import { useEntrance } from '../../shared/member/entrance.ts';
import { dailyFormOf, itineraryFormOf } from '../../shared/member/forms.ts';
import { useMember } from '../../shared/member/session.ts';
import { useSecondsUntil } from '../../shared/member/today.ts';
import { ActLink } from '../shell/act-link.tsx';
import { Counts } from './counts.tsx';
import { DayLabel } from './day-label.tsx';
import { Good } from './item-state.tsx';
import { words } from './words.ts';

/** Today: its date, whether it was reported, the one thing to do now, and the counts by phase. */
export function TodayPanel() {
  const { mine, overview } = useMember();
  const say = useWords(words);
  const lang = useLang();
  const text = useSay();
  const group = mine.definition.groups.find(({ code }) => code === mine.groupCode);
  const place = lang === 'zh' ? mine.placeZh : mine.placeEn;
  return (
    <Panel className="dk-today">
      <div className="dk-today-main">
        <h1>{say('hello', { name: mine.name })}</h1>
        <p className="ax-soft">
          {group && `${text(group.name)} · `}
          {place}
        </p>
        <DayLabel day={overview.today} isToday />
        <TodayLine />
        <TodayActs />
      </div>
      <Counts />
    </Panel>
  );
}

function TodayLine() {
  const { overview } = useMember();
  const { zone } = useEntrance();
  const say = useWords(words);
  const lang = useLang();
  const seconds = useSecondsUntil(overview.turnsAt);
  if (overview.reportedToday) {
    return (
      <p className="dk-today-state">
        <Good>{say('todayDone')}</Good>
      </p>
    );
  }
  if (!overview.dueToday) return <NotDue />;
  const minutes = Math.floor(seconds / 60);
  return (
    <p className="dk-today-state">
      <StateMark colour="ink" icon={<ClockCircleOutlined />}>
        <strong>{say('todayOpen')}</strong>
      </StateMark>
      <span className="ax-soft ax-number">
        {say('todayLeft', {
          zone: zoneName(zone, lang),
          hours: Math.floor(minutes / 60),
          minutes: minutes % 60,
        })}
      </span>
    </p>
  );
}

function NotDue() {
  const { overview } = useMember();
  const say = useWords(words);
  const lang = useLang();
  const { dueFrom, dueTo, reason, today } = overview;
  const told =
    reason === 'noItinerary'
      ? say('noItinerary')
      : dueFrom && today < dueFrom
        ? say('before', { day: shownDay(dueFrom, lang) })
        : dueTo && today > dueTo
          ? say('after', { day: shownDay(dueTo, lang) })
          : say('noDays');
  return (
    <p className="dk-today-state">
      <InfoCircleOutlined aria-hidden="true" /> {told}
    </p>
  );
}

/** What there is to do now; the first is the main one. */
function TodayActs() {
  const { code } = useEntrance();
  const { overview, mine } = useMember();
  const say = useWords(words);
  const text = useSay();
  const { missed, reportedToday, dueToday, reason, today } = overview;
  const daily = dailyFormOf(mine);
  const itinerary = reason === 'noItinerary' ? itineraryFormOf(mine) : undefined;
  const acts: { path: string; label: string }[] = [];
  if (itinerary) {
    const { code: form, title } = itinerary.definition;
    acts.push({ path: `forms/${form}`, label: text(title) });
  }
  if (daily) {
    const form = daily.definition.code;
    if (dueToday && !reportedToday) acts.push({ path: `forms/${form}`, label: say('fillToday') });
    if (missed > 0 && daily.policy.backfill) {
      acts.push({ path: `missed/${form}`, label: say('fillMissed', { count: missed }) });
    }
    if (reportedToday) {
      acts.push({ path: `records/${form}?day=${today}`, label: say('seeToday') });
    }
  }
  return (
    <div className="dk-today-acts">
      {acts.map(({ path, label }, index) => (
        <ActLink key={path} to={`/${code}/${path}`} main={index === 0}>
          {label}
        </ActLink>
      ))}
    </div>
  );
}
