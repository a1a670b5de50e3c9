import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { CheckCircleFill, ClockCircleOutline, InformationCircleOutline } from 'antd-mobile-icons';
import type { ReactNode } from 'react';
import { shownDay, zoneName } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { unsettled } from '../../shared/offline/outbox-rules.ts';
import { subjectOf } from '../../shared/participant/attempt.ts';
import { dailyFormOf, itineraryFormOf } from '../../shared/participant/forms.ts';
import { useOutbox } from '../../shared/participant/outbox-provider.tsx';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { missedOf, recordsOf } from '../../shared/participant/queries.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { useToday } from '../../shared/participant/today.ts';
import cardStyles from '../../shared/phone/card.module.css';
import pageStyles from '../../shared/phone/page.module.css';
import { DayLabel } from './day-label.tsx';
import styles from './today-card.module.css';
import { words } from './words.ts';

/** How things stand today, as the server said and the queue knows. */
function useTodayState() {
  const { account, overview, mine } = useParticipant();
  const { zone } = usePublicProgramme();
  const today = useToday(zone);
  const { entries } = useOutbox();
  const daily = dailyFormOf(mine);
  // Kept from a day before, while there is no network: then what is due today is told by the dates.
  const fresh = overview.today === today;
  const { dueFrom, dueTo } = overview;
  const due = fresh
    ? overview.dueToday || overview.reportedToday
    : dueFrom !== null && dueTo !== null && today >= dueFrom && today <= dueTo;
  const waiting = unsettled(entries, subjectOf(daily?.definition.code ?? '', today));
  const queued = waiting !== undefined && waiting.state !== 'refused';
  const reported = fresh && overview.reportedToday;
  // So that it is at hand, to be looked at and changed, when there is no network.
  const code = daily?.definition.code ?? '';
  useQuery({ ...recordsOf(account, code, today), enabled: reported && code !== '' });
  return { today, daily, due, queued, reported };
}

/** Today: its date, whether it was reported, and why nothing is due where that is so. */
export function TodayCard() {
  const t = useWords(words);
  const lang = useLang();
  const { zone } = usePublicProgramme();
  const { today, daily, due, queued, reported } = useTodayState();
  if (!daily) return null;
  const left = `24:00`;
  return (
    <section className={`${cardStyles.card} ${styles.today}`}>
      <h2>{t('today')}</h2>
      <DayLabel day={today} isToday />
      {reported ? (
        <State icon={<CheckCircleFill />} done text={t('todayDone')} />
      ) : queued ? (
        <State icon={<ClockCircleOutline />} text={t('todayQueued')} />
      ) : due ? (
        <State
          icon={<InformationCircleOutline />}
          text={`${t('todayOpen')} · ${t('todayLeft', { time: left, zone: zoneName(zone, lang) })}`}
        />
      ) : (
        <NotDue today={today} />
      )}
    </section>
  );
}

function State({ icon, text, done }: { icon: ReactNode; text: string; done?: boolean }) {
  return (
    <p className={done ? `${styles.state} ${styles.done}` : styles.state}>
      <span aria-hidden="true">{icon}</span>
      {text}
    </p>
  );
}

function NotDue({ today }: { today: string }) {
  const { overview } = useParticipant();
  const t = useWords(words);
  const lang = useLang();
  const { dueFrom, dueTo, reason } = overview;
  const text =
    reason === 'noItinerary'
      ? t('noItinerary')
      : dueFrom && today < dueFrom
        ? t('before', { day: shownDay(dueFrom, lang) })
        : dueTo && today > dueTo
          ? t('after', { day: shownDay(dueTo, lang) })
          : t('noDays');
  return <State icon={<InformationCircleOutline />} text={text} />;
}

/** The one main thing to do now, within reach of the thumb. */
export function TodayAction() {
  const { code } = usePublicProgramme();
  const { overview, mine, account } = useParticipant();
  const t = useWords(words);
  const text = useText();
  const navigate = useNavigate();
  const { today, daily, due, queued, reported } = useTodayState();
  // Kept on the device, so that missed days can be filled in without a network, too.
  useQuery({
    ...missedOf(account),
    enabled: overview.missed > 0 && daily?.policy.backfill === true,
  });
  const itinerary = overview.reason === 'noItinerary' ? itineraryFormOf(mine) : undefined;
  if (itinerary) {
    const form = itinerary.definition;
    return (
      <Action
        label={t('fillItinerary', { form: text(form.title) })}
        onClick={() =>
          void navigate({
            to: '/$programme/forms/$form',
            params: { programme: code, form: form.code },
          })
        }
      />
    );
  }
  if (!daily) return null;
  const params = { programme: code, form: daily.definition.code };
  if (reported) {
    if (overview.missed > 0 && daily.policy.backfill) {
      return (
        <Action
          label={t('fillMissed', { count: overview.missed })}
          onClick={() => void navigate({ to: '/$programme/missed/$form', params })}
        />
      );
    }
    return (
      <Action
        quiet
        label={t('seeToday')}
        onClick={() =>
          void navigate({
            to: '/$programme/records/$form/$slot',
            params: { ...params, slot: today },
          })
        }
      />
    );
  }
  if (!due) return null;
  return (
    <Action
      quiet={queued}
      label={t(queued ? 'seeToday' : 'fillToday')}
      onClick={() => void navigate({ to: '/$programme/forms/$form', params })}
    />
  );
}

function Action(props: { label: string; quiet?: boolean; onClick: () => void }) {
  return (
    <footer className={pageStyles.action}>
      <Button
        color="primary"
        fill={props.quiet ? 'outline' : 'solid'}
        size="large"
        block
        onClick={props.onClick}
      >
        {props.label}
      </Button>
    </footer>
  );
}
