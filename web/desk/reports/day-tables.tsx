import { compareDays } from '../../../forms/days.ts';
import type { FormDefinition, RowField } from '../../../forms/definition.ts';
import { visibleFields } from '../../../forms/visibility.ts';
import { Answer } from '../../shared/antd/answers.tsx';
import { shownDay } from '../../shared/format.ts';
import { useLang, useSay, useWords } from '../../shared/i18n.ts';
import type { ReportShown } from '../../shared/member/forms.ts';
import { words } from './words.ts';

/** As many days as stand side by side on a sheet of paper. */
const DAYS_PER_TABLE = 7;

type DefinitionOf = (report: ReportShown) => FormDefinition | undefined;

/** Whether these are reports of days whose answers are short enough to stand side by side. */
export function fitsDayTable(reports: ReportShown[], definitionOf: DefinitionOf): boolean {
  const isShort = ({ fields }: FormDefinition) =>
    fields.every(({ type }) => type !== 'group' && type !== 'photos');
  return reports.every((report) => {
    const definition = definitionOf(report);
    return report.slot === report.day && definition !== undefined && isShort(definition);
  });
}

/** The reports in portions, oldest first. */
export function portions<T>(all: readonly T[], size: number): T[][] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size));
}

/** Reports of days side by side: a row for each question, a column for each day. */
export function DayTables(props: { reports: ReportShown[]; definitionOf: DefinitionOf }) {
  const { reports, definitionOf } = props;
  const sorted = [...reports].sort((a, b) => compareDays(a.day, b.day));
  return portions(sorted, DAYS_PER_TABLE).map((week) => (
    <DayTable key={week[0]?.day} week={week} definitionOf={definitionOf} />
  ));
}

/** Every question that one of the reports asked, as the newest form with it words it, in that form's order. */
export function questionsOf(week: ReportShown[], definitionOf: DefinitionOf): RowField[] {
  const newestFirst = [...week].sort((a, b) => b.formVersionId - a.formVersionId);
  const questions = new Map<string, RowField>();
  for (const field of newestFirst.flatMap((report) => fieldsOf(definitionOf(report)))) {
    if (!questions.has(field.code)) questions.set(field.code, field);
  }
  const asked = new Set(
    week.flatMap((report) => {
      const definition = definitionOf(report);
      return definition ? [...visibleFields(definition, report.values)] : [];
    }),
  );
  return [...questions.values()].filter(({ code }) => asked.has(code));
}

function fieldsOf(definition: FormDefinition | undefined): RowField[] {
  return (definition?.fields ?? []).filter((field) => field.type !== 'group');
}

function DayTable({ week, definitionOf }: { week: ReportShown[]; definitionOf: DefinitionOf }) {
  const say = useWords(words);
  const lang = useLang();
  const text = useSay();
  const empty = Array.from({ length: DAYS_PER_TABLE - week.length }, (_, index) => index);
  return (
    <table className="dk-days">
      <thead>
        <tr>
          <th scope="col">{say('question')}</th>
          {week.map(({ day }) => (
            <th key={day} scope="col">
              {shownDay(day, lang, 'bare')}
            </th>
          ))}
          {empty.map((index) => (
            <td key={index} />
          ))}
        </tr>
      </thead>
      <tbody>
        {questionsOf(week, definitionOf).map((field) => (
          <tr key={field.code}>
            <th scope="row">{text(field.label)}</th>
            {week.map(({ day, values }) => (
              <td key={day}>
                <Answer field={field} value={values[field.code]} />
              </td>
            ))}
            {empty.map((index) => (
              <td key={index} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
