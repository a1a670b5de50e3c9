import { Type } from 'typebox';
import type { Values } from '../../forms/definition.ts';
import { AppName, Day, Id, Instant, Nullable } from '../../platform/contract.ts';

export const FormCode = Type.String({ minLength: 1, maxLength: 60 });
export const Slot = Type.String({ minLength: 1, maxLength: 40 });
/** Values are checked by the form's own definition, not by a schema. */
export const FormValues = Type.Unsafe<Values>({ type: 'object', additionalProperties: true });

export const Report = Type.Object({
  id: Id,
  form: FormCode,
  formVersionId: Type.Integer(),
  slot: Slot,
  day: Day,
  version: Type.Integer(),
  values: FormValues,
  alerts: Type.Array(Type.String()),
  incomplete: Type.Boolean(),
  sentAt: Instant,
  app: AppName,
  /** The masked name of whoever sent it for the person; null where they did so themselves. */
  sentBy: Nullable(Type.String()),
});

const PhaseCount = Type.Object({
  code: Type.String(),
  done: Type.Integer(),
  missed: Type.Integer(),
});

/**
 * done: due and reported; missed: due, past and not reported; today: due and still open; future: will
 * be due; extra: reported although not (or no longer) due; none: not due.
 */
export const DayState = Type.Enum(['done', 'missed', 'today', 'extra', 'none', 'future']);

export const Overview = Type.Object({
  today: Day,
  /** The programme's declaration in its present version is still to be made in this system. */
  declarationNeeded: Type.Boolean(),
  phase: Nullable(Type.String()),
  phases: Type.Array(PhaseCount),
  done: Type.Integer(),
  missed: Type.Integer(),
  /** Today is one of the days due, reported or not. */
  dueToday: Type.Boolean(),
  reportedToday: Type.Boolean(),
  dueFrom: Nullable(Day),
  dueTo: Nullable(Day),
  /** Why no days are due. */
  reason: Nullable(Type.Enum(['milestoneUnknown', 'noDays'])),
  /** The milestone that the days wait for, where that is the reason. */
  unknownMilestone: Nullable(Type.String()),
  milestones: Type.Unsafe<Record<string, string>>({}),
  /** Where each form that is not daily stands. `checks` names rules that a sent report breaks by now. */
  forms: Type.Array(
    Type.Object({
      form: FormCode,
      state: Type.Enum(['open', 'incomplete', 'done']),
      sentAt: Nullable(Instant),
      checks: Type.Array(Type.String()),
    }),
  ),
});

/** What a report would change by the milestones that it tells. */
export const Effect = Type.Object({
  /** Days that have passed and become due by it, without a report. */
  newlyMissed: Type.Integer(),
  /** The phase in which today would lie; null where that stays as it is, or today would lie in none. */
  phase: Nullable(Type.String()),
});
