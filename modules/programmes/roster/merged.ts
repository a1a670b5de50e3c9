import { type Cell, cellText, type MergedRange } from '../../../platform/sheets/cells.ts';
import type { SheetLayout } from '../../../platform/sheets/survey.ts';
import { mergeLookup } from '../../../platform/sheets/surveyed-rows.ts';
import { furtherColumn } from './columns.ts';
import type { Mending } from './mending.ts';

/** What nobody has in common with the row above; cells that are merged there stay a mistake. */
const own = new Set<string>([
  'name',
  ...(['card', 'username', 'phone'] as const).flatMap((kind) => [kind, furtherColumn(kind)]),
  ...['validFrom', 'issuedOn', 'birthDate'],
]);

type Row = { number: number; cells: Cell[] };

/** The cells of a row, and whether cells merged with others hide what belongs into one of them. */
type Unmerged = {
  cells: Cell[];
  mergedAt: (row: number, column: number) => MergedRange | undefined;
};

/**
 * Reads rows in ascending order. Where cells are merged down one column, those below the first can be said to
 * have its value; of cells merged across columns nobody knows which one is meant.
 */
export function unmerger(layout: SheetLayout, mending: Mending): (row: Row) => Unmerged {
  const columns = Object.entries(layout.match.mapping);
  const mergedAt = mergeLookup(
    layout.merges,
    columns.map(([, index]) => index + 1),
  );
  if (layout.merges.length === 0) return ({ cells }) => ({ cells, mergedAt });
  const downward = layout.merges.filter(
    ({ firstColumn, lastColumn, firstRow, lastRow }) =>
      firstColumn === lastColumn && firstRow < lastRow,
  );
  const firstCells = new Map(
    downward.map((each) => [`${each.firstRow} ${each.firstColumn}`, each]),
  );
  const values = new Map<string, Cell>();
  return ({ number, cells }) => {
    const whole = [...cells];
    const filled = new Set<number>();
    for (const [key, index] of columns) {
      if (own.has(key)) continue;
      const first = firstCells.get(`${number} ${index + 1}`);
      if (first) values.set(first.range, cells[index] ?? null);
      const merged = mergedAt(number, index + 1);
      const value = merged && values.get(merged.range);
      const text = cellText(value);
      if (text === '' || !mending.merged(number, key, text)) continue;
      whole[index] = value ?? null;
      filled.add(index + 1);
    }
    return {
      cells: whole,
      mergedAt: (row, column) => (filled.has(column) ? undefined : mergedAt(row, column)),
    };
  };
}
