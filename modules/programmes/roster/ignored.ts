import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import { identifiersOf } from '../../../forms/sign-in.ts';
import { cellText } from '../../../platform/sheets/cells.ts';
import type { SurveyedRow } from '../../../platform/sheets/surveyed-rows.ts';
import { isExample } from './example.ts';
import { maxLengths } from './readers.ts';
import { identifierCleaner } from './rules.ts';

/** Why a row is nobody's: an example that was left in, or something that is written below the people. */
export type IgnoredRow = 'example' | 'note';

/** What lines below a table begin with: `备注：…`, `制表人：… 审核人：…`. */
const note =
  /^(?:备注|说明|附?注|制表人?|填表人?|填报人?|经办人?|审核人?|审批人?|负责人|联系人|联系电话|(?:制表|填表|填报)?日期|(?:单位)?(?:盖章|公章)|notes?|remarks?|(?:prepared|compiled|checked|approved) by|contact|date)\s*[:：]/i;

/**
 * Says of rows whether they are nobody's. A row that names an identifier as the programme has them is
 * somebody's, whatever else stands in it; so is one that gives any column something, unless it begins as notes do.
 */
export function ignoredRows({
  signIn,
}: ProgrammeDefinition): (row: SurveyedRow) => IgnoredRow | null {
  const identifiers = identifiersOf(signIn).map((each) => ({
    column: each.kind,
    clean: identifierCleaner(each),
  }));
  return ({ cells, sheet }) => {
    const { mapping } = sheet.layout.match;
    const textOf = (column: string) => cellText(cells[mapping[column] ?? -1]);
    if (isExample(textOf('name'))) return 'example';
    if (Object.keys(mapping).every((column) => textOf(column) === '')) return 'note';
    const first = cells.map(cellText).find((text) => text !== '') ?? '';
    if (!note.test(first)) return null;
    const namesSomebody = identifiers.some(({ column, clean }) => {
      const typed = textOf(column);
      return typed !== '' && typed.length <= maxLengths.identifier && clean(typed) !== null;
    });
    return namesSomebody ? null : 'note';
  };
}
