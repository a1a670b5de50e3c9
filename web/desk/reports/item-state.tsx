import { CheckCircleFilled, ExclamationCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { concerns } from '../../../forms/policy.ts';
import { StateMark } from '../../shared/antd/states.tsx';
import { useWords } from '../../shared/i18n.ts';
import type { PublishedForm } from '../../shared/participant/forms.ts';
import { type Mine, useParticipant } from '../../shared/participant/session.ts';
import { words } from './words.ts';

/** Whether the item stays open for this person until the form is filled in. */
function isRequired({ requiredOf }: PublishedForm, mine: Mine): boolean {
  const person = {
    ...{ group: mine.groupCode, attributes: mine.attributes },
    ...{ from: '', to: null, withdrawnOn: null },
  };
  return requiredOf !== undefined && concerns(requiredOf, person);
}

/** Where a form that is not daily stands. */
export function ItemState({ form }: { form: PublishedForm }) {
  const { mine, overview } = useParticipant();
  const t = useWords(words);
  const item = overview.forms.find((each) => each.form === form.definition.code);
  if (item && item.checks.length > 0) return <Open>{t('stateCheck')}</Open>;
  if (item?.state === 'incomplete') return <Open>{t('stateIncomplete')}</Open>;
  if (item?.state === 'done') return <Good>{t('stateDone')}</Good>;
  if (isRequired(form, mine)) return <Open>{t('stateOpen')}</Open>;
  return <Neutral>{t('stateOptional')}</Neutral>;
}

/** Whether today's report was sent. */
export function TodayState() {
  const { overview } = useParticipant();
  const t = useWords(words);
  if (overview.reportedToday) return <Good>{t('todayDone')}</Good>;
  if (overview.dueToday) return <Open>{t('todayOpen')}</Open>;
  return <Neutral>{t('todayNotDue')}</Neutral>;
}

/** How many days were missed. */
export function MissedState() {
  const { missed: count } = useParticipant().overview;
  const t = useWords(words);
  if (count === 0) return <Good>{t('nothingMissed')}</Good>;
  return <Open>{t('missedCount', { count })}</Open>;
}

type Said = { children: ReactNode };

export function Good({ children }: Said) {
  return (
    <StateMark colour="green" icon={<CheckCircleFilled />}>
      {children}
    </StateMark>
  );
}

export function Open({ children }: Said) {
  return (
    <StateMark colour="orange" icon={<ExclamationCircleFilled />}>
      {children}
    </StateMark>
  );
}

function Neutral({ children }: Said) {
  return (
    <StateMark colour="none" icon={<MinusCircleOutlined />}>
      {children}
    </StateMark>
  );
}
