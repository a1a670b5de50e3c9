import { Answer } from '../../shared/antd/answers.tsx';
import { formatDay } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import {
  type DefinitionOf,
  dayTables,
  isAsked,
  questionsOf,
} from '../../shared/participant/day-table.ts';
import type { Report } from '../../shared/participant/forms.ts';
import { useIsAtMost } from '../../shared/screen-width.ts';
import styles from './day-tables.module.css';
import { words } from './words.ts';

/** As many days as stand side by side on a sheet of paper, and on a phone. */
const DAYS_PER_TABLE = 7;
const DAYS_ON_A_PHONE = 3;

type DayTablesProps = { reports: Report[]; definitionOf: DefinitionOf };

/** Reports of days side by side: a row for each question, a column for each day. */
export function DayTables({ reports, definitionOf }: DayTablesProps) {
  const size = useIsAtMost('phone') ? DAYS_ON_A_PHONE : DAYS_PER_TABLE;
  return dayTables(reports, size).map((some) => (
    <DayTable key={some[0]?.day} reports={some} {...{ definitionOf, size }} />
  ));
}

function DayTable({ reports, definitionOf, size }: DayTablesProps & { size: number }) {
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  // Days keep their width, also in a week that is not full.
  const rest = size - reports.length;
  const padding = rest > 0 && <td colSpan={rest} />;
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
