import type { FieldOf, Instant } from '../../../forms/definition.ts';
import {
  type Fix,
  fixIn,
  type PositionReason,
  positionReasons,
} from '../../../forms/fields/position.ts';
import { ownValue } from '../../../forms/visible-values.ts';
import type { Failure } from './ask-position.ts';

/** What goes on beside the value: the device is being asked, or has failed. */
export type Asking = { asking: boolean; failure: Failure | null };

/** What a position field shows and offers. */
export type PositionView = Asking & {
  fix: Fix | null;
  /** When the fix was taken; unknown for one of an earlier report. */
  takenAt: Instant | null;
  /** Stands in place of a fix. */
  reason: PositionReason | null;
  /** The form takes the failure in place of a position. */
  mayGoOn: boolean;
  mayBeAbroad: boolean;
};

/** A fix as the form holds it until it is sent; the validator leaves the time out. */
export type TakenFix = Fix & { takenAt: Instant };

export function positionView(
  { reasonsAllowed = [] }: Pick<FieldOf<'position'>, 'reasonsAllowed'>,
  value: unknown,
  { asking, failure }: Asking,
): PositionView {
  const fix = fixIn(value);
  const takenAt = ownValue(value, 'takenAt');
  const reason = ownValue(value, 'reason');
  const isReason = typeof reason === 'string' && Object.hasOwn(positionReasons, reason);
  return {
    asking,
    failure: asking ? null : failure,
    fix,
    takenAt: fix && typeof takenAt === 'string' ? takenAt : null,
    reason: isReason ? (reason as PositionReason) : null,
    mayGoOn: !asking && failure !== null && reasonsAllowed.includes(failure),
    mayBeAbroad: !asking && reason !== 'abroad' && reasonsAllowed.includes('abroad'),
  };
}
