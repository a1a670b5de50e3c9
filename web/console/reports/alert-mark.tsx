import {
  ExclamationCircleFilled,
  ExperimentFilled,
  FireFilled,
  InfoCircleFilled,
  MedicineBoxFilled,
  UsergroupAddOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { AlertLevel } from '../../../forms/alert-levels.ts';
import type { AlertRule } from '../../../forms/definition.ts';
import { StateMark } from '../../shared/antd/states.tsx';
import { useLang } from '../../shared/i18n.ts';
import type { StateColour } from '../../shared/tokens.ts';
import marksStyles from '../shell/marks.module.css';

/** How alerts of a level are drawn; words come from whoever shows them. */
export const levelMarks: Record<AlertLevel, { colour: StateColour; icon: ReactNode }> = {
  fever: { colour: 'red', icon: <FireFilled /> },
  laboratory: { colour: 'red', icon: <ExperimentFilled /> },
  symptom: { colour: 'orange', icon: <MedicineBoxFilled /> },
  contact: { colour: 'orange', icon: <UsergroupAddOutlined /> },
  incomplete: { colour: 'yellow', icon: <ExclamationCircleFilled /> },
  other: { colour: 'grey', icon: <InfoCircleFilled /> },
};

/** Which alert rules a report meets: symbol, colour and the rule's own words. */
export function AlertMarks({ alerts }: { alerts: readonly Omit<AlertRule, 'when'>[] }) {
  const lang = useLang();
  return (
    <span className={marksStyles.marks}>
      {alerts.map(({ code, level, label }) => (
        <StateMark key={code} {...levelMarks[level]}>
          {label[lang]}
        </StateMark>
      ))}
    </span>
  );
}
