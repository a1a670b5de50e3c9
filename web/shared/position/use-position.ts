import { useEffect, useRef, useState } from 'react';
import type { FieldOf } from '../../../forms/definition.ts';
import { serverNow } from '../server-time.ts';
import { askPosition } from './ask-position.ts';
import { type Asking, type PositionView, positionView, type TakenFix } from './position-view.ts';

type PositionField = {
  field: FieldOf<'position'>;
  value: unknown;
  onChange: (value: unknown) => void;
  onLeave: () => void;
};

type PositionControl = PositionView & {
  /** Asks the device; what it answers becomes the value. */
  take: () => void;
  /** Stops waiting for the device. */
  stop: () => void;
  /** Goes on without a position, for the reason that the device failed. */
  goOn: () => void;
  beAbroad: () => void;
  clear: () => void;
};

const idle: Asking = { asking: false, failure: null };

/** All that a position field decides; each library draws it. */
export function usePosition({ field, value, onChange, onLeave }: PositionField): PositionControl {
  const [state, setState] = useState(idle);
  // An answer that comes after the person went on, or asked again, is not wanted any more.
  const attempt = useRef(0);
  useEffect(() => () => void attempt.current++, []);

  const finish = (next: Asking, given?: { value: unknown }) => {
    attempt.current++;
    setState(next);
    if (given) onChange(given.value);
    // While there is nothing to find fault with, the failure says enough.
    if (given?.value !== undefined) onLeave();
  };
  const take = async () => {
    finish({ asking: true, failure: null });
    const own = attempt.current;
    const { geolocation } = navigator as { geolocation?: Geolocation };
    const outcome = await askPosition({ isSecureContext, geolocation });
    if (own !== attempt.current) return;
    if ('failure' in outcome) finish({ asking: false, failure: outcome.failure });
    else finish(idle, { value: takenNow(outcome.fix) });
  };
  return {
    ...positionView(field, value, state),
    take: () => void take(),
    stop: () => finish(idle),
    goOn: () => finish(idle, { value: { reason: state.failure } }),
    beAbroad: () => finish(idle, { value: { reason: 'abroad' } }),
    clear: () => finish(idle, { value: undefined }),
  };
}

function takenNow(fix: Omit<TakenFix, 'takenAt'>): TakenFix {
  return { ...fix, takenAt: new Date(serverNow()).toISOString() };
}
