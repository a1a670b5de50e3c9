import { ClockCircleOutlined, InfoCircleOutlined } from '@ant-design/icons';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { StateMark } from '../../shared/antd/states.tsx';
import { zoneName } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { useGroupName } from '../../shared/participant/facts.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { useSecondsOfToday } from '../../shared/participant/today.ts';
import {
  type TodayAct,
  useTodayState,
  useWhyNotDue,
} from '../../shared/participant/today-state.ts';
import textStyles from '../../shared/text.module.css';
import { ButtonLink } from '../shell/button-link.tsx';
import { Counts } from './counts.tsx';
import { DayLabel } from './day-label.tsx';
import { Good, Open } from './item-state.tsx';
import styles from './today-panel.module.css';
import { words } from './words.ts';

/** Today: its date, whether it was reported, the one thing to do now, and the counts by phase. */
export function TodayPanel() {
  const { mine } = useParticipant();
  const { today } = useTodayState();
  const t = useWords(words);
  const lang = useLang();
  const group = useGroupName();
  const place = lang === 'zh' ? mine.placeZh : mine.placeEn;
  return (
    <Panel className={styles.today}>
      <div className={styles.main}>
        <h1>{t('hello', { name: mine.name })}</h1>
        <p className={textStyles.soft}>{[group, place].filter(Boolean).join(' · ')}</p>
        <DayLabel className={styles.day} day={today} isToday />
        <p className={styles.state}>
          <TodayLine />
        </p>
        <TodayActions />
      </div>
      <Counts />
    </Panel>
  );
}

function TodayLine() {
  const { state } = useTodayState();
  const t = useWords(words);
  const whyNotDue = useWhyNotDue();
  if (state.kind === 'due') return <Due />;
  if (state.kind === 'reported') return <Good>{t('todayDone')}</Good>;
  if (state.kind === 'queued') return <Open>{t('todayQueued')}</Open>;
  return (
    <>
      <InfoCircleOutlined aria-hidden="true" /> {whyNotDue}
    </>
  );
}

function Due() {
  const { zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const minutes = Math.floor(useSecondsOfToday(zone) / 60);
  return (
    <>
      <StateMark colour="due" icon={<ClockCircleOutlined />}>
        <strong>{t('todayOpen')}</strong>
      </StateMark>
      <span className={`${textStyles.soft} ${textStyles.number}`}>
        {t('todayLeft', {
          zone: zoneName(zone, lang),
          hours: Math.floor(minutes / 60),
          minutes: minutes % 60,
        })}
      </span>
    </>
  );
}

/** What there is to do now; the first is the main one. */
function TodayActions() {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  const { acts, today, code: daily, milestoneForm, missed } = useTodayState();
  const wanted = milestoneForm?.definition;
  const actions: Record<TodayAct, { path: string; label: string }> = {
    fillMilestone: {
      path: `forms/${wanted?.code}`,
      label: t('fillMilestone', { form: wanted ? text(wanted.title) : '' }),
    },
    fillToday: { path: `forms/${daily}`, label: t('fillToday') },
    fillMissed: { path: `missed/${daily}`, label: t('fillMissed', { count: missed }) },
    seeToday: { path: `records/${daily}?day=${today}`, label: t('seeToday') },
  };
  return (
    <div className={styles.actions}>
      {acts.map((act, index) => (
        <ButtonLink key={act} to={`/${code}/${actions[act].path}`} main={index === 0} large>
          {actions[act].label}
        </ButtonLink>
      ))}
    </div>
  );
}
