import { Answer } from '../../shared/antd/answers.tsx';
import { DayTables as Tables } from '../../shared/day-tables.tsx';
import type { DefinitionOf } from '../../shared/participant/day-table.ts';
import type { Report } from '../../shared/participant/forms.ts';
import { useIsAtMost } from '../../shared/screen-width.ts';
import styles from './day-tables.module.css';

/** As many days as stand side by side on a sheet of paper, and on a phone. */
const DAYS_PER_TABLE = 7;
const DAYS_ON_A_PHONE = 3;

/** Reports of days side by side, drawn for a PC and for paper. */
export function DayTables(props: { reports: Report[]; definitionOf: DefinitionOf }) {
  const size = useIsAtMost('phone') ? DAYS_ON_A_PHONE : DAYS_PER_TABLE;
  return <Tables {...props} {...{ size, Answer }} classes={{ days: styles.days }} />;
}
