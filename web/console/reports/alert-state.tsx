import { CheckCircleOutlined, ExclamationCircleFilled, UserOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { type AlertState, alertStateNames } from '../../../modules/reports/contract.ts';
import { StateMark } from '../../shared/antd/states.tsx';
import { useLang } from '../../shared/i18n.ts';
import marksStyles from '../shell/marks.module.css';

const marks: Record<AlertState, { colour: 'orange' | 'ink' | 'grey'; icon: ReactNode }> = {
  open: { colour: 'orange', icon: <ExclamationCircleFilled /> },
  care: { colour: 'ink', icon: <UserOutlined /> },
  closed: { colour: 'grey', icon: <CheckCircleOutlined /> },
};

/** Where an alert stands, and with whom: symbol and word. */
export function AlertStateMark(props: { state: AlertState; keeper: { name: string } | null }) {
  const lang = useLang();
  return (
    <span className={marksStyles.marks}>
      <StateMark {...marks[props.state]}>
        {[alertStateNames[props.state][lang], props.keeper?.name].filter(Boolean).join(' · ')}
      </StateMark>
    </span>
  );
}
