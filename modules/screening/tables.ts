import type { ColumnType, Generated } from 'kysely';
import type { CodeColour } from '../../forms/colours.ts';
import type { Values } from '../../forms/definition.ts';
import type { Conflict } from './rules.ts';

export type CheckWay = 'code' | 'printed' | 'number' | 'assisted';

export type CheckTable = {
  id: string;
  enrolment_id: number;
  site_id: number;
  scanner_id: string;
  way: CheckWay;
  checked_at: Date;
  recorded_at: Date;
  temperature: number;
  remark: string | null;
  shown: string;
  colour: CodeColour;
  conflict: Conflict | null;
  undone_at: Date | null;
  /** Encrypted; given without a network, and never verified. */
  unverified_phone: Buffer | null;
  /** The reference of the code that was shown, and the moment at which it was. */
  showing: Buffer | null;
  delete_on: ColumnType<string, string, never>;
};

export type CheckAnswersTable = {
  check_id: string;
  /** Null where the form is not known here. */
  form_version_id: number | null;
  content: Values;
  incomplete: boolean;
};

export type FeverAlertTable = {
  id: Generated<number>;
  check_id: string;
  site_id: number;
  opened_at: Date;
  closed_at: Date | null;
  closed_by: string | null;
  note: string | null;
};
