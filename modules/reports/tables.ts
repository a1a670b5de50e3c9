import type { ColumnType, Generated } from 'kysely';
import type { Day, Values } from '../../forms/definition.ts';
import type { Enrolment, Milestones, ReportingPeriod } from '../../forms/policy.ts';
import type { App } from '../../platform/contract.ts';
import type { Db } from '../../platform/database.ts';

export type DeclarationTable = {
  programme_id: number;
  person_id: string;
  app: App;
  version: number;
  declared_at: Date;
  /** The carer who made it for the person; null where they did so themselves. */
  carer_id: string | null;
};

type ReportingPeriodTable = {
  enrolment_id: number;
  programme_id: number;
  person_id: string;
  /** The enrolment from which the reporting period was made. */
  person: ColumnType<Enrolment, string, string>;
  place_id: number;
  group_code: string;
  milestones: ColumnType<Milestones, string, string>;
  due_from: Day | null;
  due_to: Day | null;
  reason: ReportingPeriod['reason'];
  /** Another one after each change. */
  revision: Generated<number>;
  /** The newest version of the declaration that was made, by app. */
  declared: ColumnType<Record<string, number>, string, string>;
};

export type ReportTable = {
  id: string;
  enrolment_id: number;
  form_version_id: number;
  form: string;
  /** daily: the day; single: 'one'; many: an id. */
  slot: string;
  day: Day;
  version: number;
  /** No newer version exists. */
  current: boolean;
  content: ColumnType<Values, string, never>;
  alerts: string[];
  incomplete: boolean;
  app: App;
  sent_by: string;
  sent_at: Date;
};

type DueChangeTable = {
  programme_id: number;
  place_id: number;
  group_code: string;
  day: Day;
  change: number;
};

type ReportsTables = {
  declarations: DeclarationTable;
  reporting_periods: ReportingPeriodTable;
  reports: ReportTable;
  due_changes: DueChangeTable;
};

export const typed = (db: Db) => db.withTables<ReportsTables>();
