import type { ComponentType } from 'react';
import type { RowField } from '../../forms/definition.ts';
import { formatDay } from './format.ts';
import { useLang, useText, useWords } from './i18n.ts';
import { type DefinitionOf, dayTables, isAsked, questionsOf } from './participant/day-table.ts';
import type { Report } from './participant/forms.ts';
import { reportsWords } from './participant/reports-words.ts';

type DayTablesProps = {
  reports: Report[];
  definitionOf: DefinitionOf;
  /** Days that stand side by side. */
  size: number;
  /** How the app draws what was answered. */
  Answer: ComponentType<{ field: RowField; value: unknown; isAsked: boolean }>;
  /** Classes of a table, and of the place that days leave free. */
  classes: { days: string | undefined; rest?: string | undefined };
};

/** Reports of days side by side, oldest first: a row for each question, a column for each day. */
export function DayTables({ reports, size, ...props }: DayTablesProps) {
  return dayTables(reports, size).map((days) => (
    <DayTable key={days[0]?.day} reports={days} size={size} {...props} />
  ));
}

function DayTable({ reports, definitionOf, size, Answer, classes }: DayTablesProps) {
  const t = useWords(reportsWords);
  const lang = useLang();
  const text = useText();
  // Days keep their width, also in a table that is not full.
  const rest = size - reports.length;
  const padding = rest > 0 && <td className={classes.rest} colSpan={rest} />;
  return (
    <table className={classes.days}>
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
