import {
  CheckCircleOutlined,
  ExclamationCircleFilled,
  MessageOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { type FeedbackState, feedbackStateNames } from '../../../modules/feedback/contract.ts';
import { StateMark } from '../../shared/antd/states.tsx';
import { useLang } from '../../shared/i18n.ts';
import marksStyles from '../shell/marks.module.css';

const marks: Record<FeedbackState, { colour: 'orange' | 'ink' | 'grey'; icon: ReactNode }> = {
  new: { colour: 'orange', icon: <ExclamationCircleFilled /> },
  in_progress: { colour: 'ink', icon: <UserOutlined /> },
  answered: { colour: 'grey', icon: <MessageOutlined /> },
  closed: { colour: 'grey', icon: <CheckCircleOutlined /> },
};

/** Where feedback stands, and with whom: symbol and word. */
export function FeedbackStateMark(props: {
  state: FeedbackState;
  keeper: { name: string } | null;
}) {
  const lang = useLang();
  return (
    <span className={marksStyles.marks}>
      <StateMark {...marks[props.state]}>
        {[feedbackStateNames[props.state][lang], props.keeper?.name].filter(Boolean).join(' · ')}
      </StateMark>
    </span>
  );
}
