import { memberWorkbooks } from './members/workbook.ts';
import { placeWorkbooks } from './places/workbook.ts';
import type { Kind, Workbook } from './workbook.ts';

/** What can be imported by workbook. */
export const workbooks: Record<Kind, Workbook> = {
  places: placeWorkbooks,
  members: memberWorkbooks,
};
