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
import { StateMark } from '../../shared/antd/states.tsx';
import { useLang } from '../../shared/i18n.ts';
import type { StateColour } from '../../shared/tokens.ts';
import marksStyles from '../shell/marks.module.css';
import { type Programme, useProgramme } from '../shell/programme.tsx';

const marks: Record<AlertLevel, { colour: StateColour; icon: ReactNode }> = {
  fever: { colour: 'red', icon: <FireFilled /> },
  laboratory: { colour: 'red', icon: <ExperimentFilled /> },
  symptom: { colour: 'orange', icon: <MedicineBoxFilled /> },
  contact: { colour: 'orange', icon: <UsergroupAddOutlined /> },
  incomplete: { colour: 'yellow', icon: <ExclamationCircleFilled /> },
  other: { colour: 'grey', icon: <InfoCircleFilled /> },
};

function ruleOf(programme: Programme, form: string, code: string) {
  return programme.forms
    .find(({ definition }) => definition.code === form)
    ?.definition.alerts?.find((rule) => rule.code === code);
}

/** Which alert rules a report meets: symbol, colour and the rule's own words. */
export function AlertMarks({ form, alerts }: { form: string; alerts: readonly string[] }) {
  const lang = useLang();
  const programme = useProgramme();
  return (
    <span className={marksStyles.marks}>
      {alerts.map((code) => {
        const rule = ruleOf(programme, form, code);
        return (
          <StateMark key={code} {...marks[rule?.level ?? 'other']}>
            {rule?.label[lang] ?? code}
          </StateMark>
        );
      })}
    </span>
  );
}
