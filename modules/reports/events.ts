import type { Day, Values } from '../../forms/definition.ts';
import type { ProgrammeDefinition } from '../../forms/programme.ts';
import type { App } from '../../platform/contract.ts';
import { defineEvent, type EventHandler, on } from '../../platform/events.ts';
import type { Tx } from '../../platform/platform.ts';
import type { FormVersion, Programme } from '../programmes/public.ts';

/** A version of a report that was taken. */
export type ReportSubmitted = {
  id: string;
  programmeId: number;
  /** The version in force when the report was taken. */
  programmeVersion: number;
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
  app: App;
  /** The person who sent it. */
  sentBy: string;
  sentAt: Date;
};

/** A form of a programme, which all reports of an event have in common. */
type FormInForce = { programme: Programme; form: FormVersion };

/** Reports were taken; emitted once for all of a form that were written together. */
export const reportsSubmitted = defineEvent<ReportSubmitted, FormInForce>(
  'reports.reportsSubmitted',
);

/**
 * Takes up reports in the transaction that writes them. `formsOf` names, for a programme as it is
 * defined, the forms that concern the handler; reports of all others are not slowed down by it.
 * While a handler runs, nobody else can write reports of the same people.
 */
export function onReports(
  formsOf: (programme: ProgrammeDefinition) => readonly string[],
  handle: (tx: Tx, items: ReportSubmitted[]) => Promise<void>,
): EventHandler {
  return on(reportsSubmitted, handle, ({ programme, form }) =>
    formsOf(programme.definition).includes(form.form),
  );
}
