import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  MinusCircleOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { StateMark } from '../../shared/antd/states.tsx';
import { useWords } from '../../shared/i18n.ts';
import type { PublishedForm } from '../../shared/participant/forms.ts';
import { isUrgent, itemWords, useItemState } from '../../shared/participant/item-state.ts';
import { useTodayState } from '../../shared/participant/today-state.ts';
import { words } from './words.ts';

/** Where a form stands of which there is not one for each day. */
export function ItemState({ form }: { form: PublishedForm }) {
  const state = useItemState(form);
  const t = useWords(words);
  if (!state) return null;
  const text = t(itemWords[state]);
  if (isUrgent(state)) return <Open>{text}</Open>;
  return state === 'done' ? <Good>{text}</Good> : <Neutral>{text}</Neutral>;
}

/** Whether today's report was sent. */
export function TodayState() {
  const { state } = useTodayState();
  const t = useWords(words);
  if (state.kind === 'reported') return <Good>{t('todayDone')}</Good>;
  if (state.kind === 'queued') return <Open>{t('todayQueued')}</Open>;
  if (state.kind === 'due') return <Open>{t('todayOpen')}</Open>;
  return <Neutral>{t('todayNotDue')}</Neutral>;
}

/** How many days were missed. */
export function MissedState() {
  const { missed: count } = useTodayState();
  const t = useWords(words);
  if (count === 0) return <Good>{t('nothingMissed')}</Good>;
  return (
    <StateMark colour="missed" icon={<CloseCircleFilled />}>
      {t('missedCount', { count })}
    </StateMark>
  );
}

type Props = { children: ReactNode };

export function Good({ children }: Props) {
  return (
    <StateMark colour="done" icon={<CheckCircleFilled />}>
      {children}
    </StateMark>
  );
}

export function Open({ children }: Props) {
  return (
    <StateMark colour="due" icon={<ExclamationCircleFilled />}>
      {children}
    </StateMark>
  );
}

function Neutral({ children }: Props) {
  return (
    <StateMark colour="none" icon={<MinusCircleOutlined />}>
      {children}
    </StateMark>
  );
}
