import type { Day, Values } from '../../forms/definition.ts';
import { defineEvent } from '../../platform/events.ts';

/** A version of a report that was taken. */
export type ReportSubmitted = {
  id: string;
  programmeId: number;
  enrolmentId: number;
  personId: string;
  /** The unit in which the report counts. */
  placeId: number;
  group: string;
  form: string;
  formVersionId: number;
  slot: string;
  /** In the programme's zone. */
  day: Day;
  version: number;
  values: Values;
  /** Codes of the form's alert rules that it meets. */
  alerts: string[];
  incomplete: boolean;
  sentAt: Date;
};

/** Reports were taken; said once for all that were written together. */
export const reportsSubmitted = defineEvent<ReportSubmitted>('reports.reportsSubmitted');
