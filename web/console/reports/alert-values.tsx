import { ArrowRightOutlined, CheckOutlined, EditOutlined } from '@ant-design/icons';
import { wordsOf } from '../../../forms/fields/registry.ts';
import { shortInstant } from '../../../forms/wall-time.ts';
import type { reports } from '../../../modules/reports/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { StateMark } from '../../shared/antd/states.tsx';
import { formatDay } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import marksStyles from '../shell/marks.module.css';
import { useProgramme } from '../shell/programme.tsx';
import styles from './alert-values.module.css';
import { reportWords } from './words.ts';

export type AlertLine = ResponseOf<typeof reports.alerts>['items'][number];

/** How the values of an alert are written: moments by the clocks of the programme, as the columns say. */
function useAlertWording() {
  const lang = useLang();
  const { zone } = useProgramme().definition;
  return {
    lang,
    day: (day: string) => formatDay(day, lang, 'short'),
    instant: (instant: string) => shortInstant(instant, zone),
  };
}

/** Longer values, such as what somebody wrote, may be broken into lines. */
const unbroken = 20;

/** What met the rules, then and, where the person changed it, by now. A list has room for a part of long texts. */
export function AlertValues({ alert, isWhole }: { alert: AlertLine; isWhole?: boolean }) {
  const t = useWords(reportWords);
  const wording = useAlertWording();
  const { fields, opened, changed } = alert;
  return (
    <ul className={styles.values}>
      {fields.map((field) => {
        const say = (value: unknown) =>
          value === undefined ? t('noAnswer') : wordsOf(field, value, wording);
        const [then, now] = [say(opened[field.code]), changed && say(changed.values[field.code])];
        return (
          <li key={field.code} className={isWhole ? undefined : styles.cut}>
            <span className={textStyles.soft}>{field.label[wording.lang]} </span>
            <strong className={then.length > unbroken ? undefined : styles.before}>{then}</strong>
            {now !== null && now !== then && (
              <>
                <ArrowRightOutlined className={styles.arrow} aria-label={t('changedTo')} />
                <strong>{now}</strong>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What the person did since the alert opened: changed the report, or completed it. */
export function AlertChanges({ alert }: { alert: AlertLine }) {
  const t = useWords(reportWords);
  const { zone } = useProgramme().definition;
  const { changed, completedAt } = alert;
  if (!changed && !completedAt) return null;
  return (
    <span className={marksStyles.marks}>
      {changed && (
        <StateMark colour="none" icon={<EditOutlined />}>
          {t('changedByPerson', { time: shortInstant(changed.sentAt, zone) })}
        </StateMark>
      )}
      {completedAt && (
        <StateMark colour="none" icon={<CheckOutlined />}>
          {t('completedByPerson', { time: shortInstant(completedAt, zone) })}
        </StateMark>
      )}
    </span>
  );
}
