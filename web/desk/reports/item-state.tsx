import { CheckCircleFilled, ExclamationCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
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
  const attention = (word: 'stateCheck' | 'stateIncomplete' | 'stateOpen') => (
    <StateMark colour="orange" icon={<ExclamationCircleFilled />}>
      {say(word)}
    </StateMark>
  );
  if (item && item.checks.length > 0) return attention('stateCheck');
  if (item?.state === 'incomplete') return attention('stateIncomplete');
  if (item?.state === 'done') {
    return (
      <StateMark colour="green" icon={<CheckCircleFilled />}>
        {say('stateDone')}
      </StateMark>
    );
  }
  if (isRequired(form, mine)) return attention('stateOpen');
  return (
    <StateMark colour="none" icon={<MinusCircleOutlined />}>
      {say('stateOptional')}
    </StateMark>
  );
}

/** Where today's report, or the days that were missed, stand. */
export function DailyState({ kind }: { kind: 'daily' | 'missed' }) {
  const { overview } = useMember();
  const say = useWords(words);
  const { reportedToday, dueToday, missed } = overview;
  const isGood = kind === 'daily' ? reportedToday : missed === 0;
  const word =
    kind === 'missed'
      ? missed === 0
        ? say('nothingMissed')
        : say('missedCount', { count: missed })
      : reportedToday
        ? say('todayDone')
        : dueToday
          ? say('todayOpen')
          : say('stateOptional');
  if (kind === 'daily' && !reportedToday && !dueToday) {
    return (
      <StateMark colour="none" icon={<MinusCircleOutlined />}>
        {word}
      </StateMark>
    );
  }
  return isGood ? (
    <StateMark colour="green" icon={<CheckCircleFilled />}>
      {word}
    </StateMark>
  ) : (
    <StateMark colour="orange" icon={<ExclamationCircleFilled />}>
      {word}
    </StateMark>
  );
}
