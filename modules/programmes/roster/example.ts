import { cellText } from '../../../platform/sheets/cells.ts';
import type { ImportRow } from '../../../platform/sheets/import-row.ts';

/** The name in the example row of a template, by which the row is known when it was left in. */
export const exampleName = {
  zh: '示例：王小明（此行不会导入）',
  en: 'Example: Li Xiaoming (this row is not imported)',
};

const names = new Set<string>(Object.values(exampleName));

export function isExample(row: ImportRow): boolean {
  return names.has(cellText(row.cell('name')));
}
