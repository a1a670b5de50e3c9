import { DayTables as Tables } from '../../shared/day-tables.tsx';
import { Answer } from '../../shared/mobile/answers.tsx';
import type { DefinitionOf } from '../../shared/participant/day-table.ts';
import type { Report } from '../../shared/participant/forms.ts';
import styles from './day-tables.module.css';

/** As many days as stand side by side on a narrow phone. */
const DAYS_PER_TABLE = 4;

/** Reports of days side by side, drawn for a phone. */
export function DayTables(props: { reports: Report[]; definitionOf: DefinitionOf }) {
  return (
    <Tables
      {...props}
      size={DAYS_PER_TABLE}
      Answer={Answer}
      classes={{ days: styles.days, rest: styles.rest }}
    />
  );
}
