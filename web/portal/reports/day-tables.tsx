import { formatDay } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { Answer } from '../../shared/mobile/answers.tsx';
import {
  type DefinitionOf,
  dayTables,
  isAsked,
  questionsOf,
} from '../../shared/participant/day-table.ts';
import type { Report } from '../../shared/participant/forms.ts';
import styles from './day-tables.module.css';
import { words } from './words.ts';

/** As many days as stand side by side on a narrow phone. */
const DAYS_PER_TABLE = 4;

type DayTablesProps = { reports: Report[]; definitionOf: DefinitionOf };

/** Reports of days side by side, oldest first: a row for each question, a column for each day. */
export function DayTables({ reports, definitionOf }: DayTablesProps) {
  return dayTables(reports, DAYS_PER_TABLE).map((days) => (
    <DayTable key={days[0]?.day} reports={days} definitionOf={definitionOf} />
  ));
}

function DayTable({ reports, definitionOf }: DayTablesProps) {
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  // Days keep their width, also in a table that is not full.
  const rest = DAYS_PER_TABLE - reports.length;
  const padding = rest > 0 && <td className={styles.rest} colSpan={rest} />;
  return (
    <table className={styles.days}>
      <thead>
        <tr>
          <th scope="col">{t('question')}</th>
          {reports.map(({ day }) => (
            <th key={day} scope="col">
              {formatDay(day, lang, 'bare')}
            </th>
          ))}
          {padding}
        </tr>
      </thead>
      <tbody>
        {questionsOf(reports, definitionOf).map((field) => (
          <tr key={field.code}>
            <th scope="row">{text(field.label)}</th>
            {reports.map((report) => (
              <td key={report.day}>
                <Answer
                  field={field}
                  value={report.values[field.code]}
                  isAsked={isAsked(report, field.code, definitionOf)}
                />
              </td>
            ))}
            {padding}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
