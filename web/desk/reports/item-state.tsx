import { CheckCircleFilled, ExclamationCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { concerns } from '../../../forms/policy.ts';
import { StateMark } from '../../shared/antd/states.tsx';
import { useWords } from '../../shared/i18n.ts';
import type { PublishedForm } from '../../shared/member/forms.ts';
import { type Mine, useMember } from '../../shared/member/session.ts';
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
  const { mine, overview } = useMember();
  const say = useWords(words);
  const item = overview.forms.find((each) => each.form === form.definition.code);
  if (item && item.checks.length > 0) return <Open>{say('stateCheck')}</Open>;
  if (item?.state === 'incomplete') return <Open>{say('stateIncomplete')}</Open>;
  if (item?.state === 'done') return <Good>{say('stateDone')}</Good>;
  if (isRequired(form, mine)) return <Open>{say('stateOpen')}</Open>;
  return <Neutral>{say('stateOptional')}</Neutral>;
}

/** Whether today's report was sent. */
export function TodayState() {
  const { overview } = useMember();
  const say = useWords(words);
  if (overview.reportedToday) return <Good>{say('todayDone')}</Good>;
  if (overview.dueToday) return <Open>{say('todayOpen')}</Open>;
  return <Neutral>{say('todayNotDue')}</Neutral>;
}

/** How many days were missed. */
export function MissedState() {
  const { missed: count } = useMember().overview;
  const say = useWords(words);
  if (count === 0) return <Good>{say('nothingMissed')}</Good>;
  return <Open>{say('missedCount', { count })}</Open>;
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
