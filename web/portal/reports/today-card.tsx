import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { CheckCircleFill, ClockCircleOutline, InformationCircleOutline } from 'antd-mobile-icons';
import type { ReactNode } from 'react';
import { zoneName } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import {
  useTodayAtHand,
  useTodayState,
  useWhyNotDue,
} from '../../shared/participant/today-state.ts';
import cardStyles from '../../shared/phone/card.module.css';
import pageStyles from '../../shared/phone/page.module.css';
import { DayLabel } from './day-label.tsx';
import styles from './today-card.module.css';
import { words } from './words.ts';

/** Today: its date, whether it was reported, and why nothing is due where that is so. */
export function TodayCard() {
  const t = useWords(words);
  const lang = useLang();
  const { zone } = usePublicProgramme();
  const { today, daily, state } = useTodayState();
  const whyNotDue = useWhyNotDue();
  if (!daily) return null;
  return (
    <section className={`${cardStyles.card} ${styles.today}`}>
      <h2>{t('today')}</h2>
      <DayLabel day={today} isToday />
      {state.kind === 'reported' && <State icon={<CheckCircleFill />} done text={t('todayDone')} />}
      {state.kind === 'queued' && <State icon={<ClockCircleOutline />} text={t('todayQueued')} />}
      {state.kind === 'due' && (
        <State
          icon={<InformationCircleOutline />}
          text={`${t('todayOpen')} · ${t('todayLeft', { zone: zoneName(zone, lang) })}`}
        />
      )}
      {state.kind === 'notDue' && <State icon={<InformationCircleOutline />} text={whyNotDue} />}
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

/** The one main thing to do now, within reach of the thumb. */
export function TodayAction() {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  const navigate = useNavigate();
  const { today, daily, milestoneForm, missed, state, acts } = useTodayState();
  useTodayAtHand();
  const [act] = acts;
  if (act === 'fillMilestone' && milestoneForm) {
    const { code: form, title } = milestoneForm.definition;
    const params = { programme: code, form };
    return (
      <Action
        label={t('fillMilestone', { form: text(title) })}
        onClick={() => void navigate({ to: '/$programme/forms/$form', params })}
      />
    );
  }
  if (!daily || !act) return null;
  const params = { programme: code, form: daily.definition.code };
  if (act === 'fillMissed') {
    return (
      <Action
        label={t('fillMissed', { count: missed })}
        onClick={() => void navigate({ to: '/$programme/missed/$form', params })}
      />
    );
  }
  if (state.kind === 'reported') {
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
  return (
    <Action
      quiet={act === 'seeToday'}
      label={t(act === 'seeToday' ? 'seeToday' : 'fillToday')}
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
