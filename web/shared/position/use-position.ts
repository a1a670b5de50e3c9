import { useEffect, useRef, useState } from 'react';
import type { FieldOf } from '../../../forms/definition.ts';
import type { Begin } from '../form-state.ts';
import { serverNow } from '../server-time.ts';
import { askPosition } from './ask-position.ts';
import { type Asking, type PositionView, positionView, type TakenFix } from './position-view.ts';

type PositionField = {
  field: FieldOf<'position'>;
  value: unknown;
  onChange: (value: unknown) => void;
  onBegin: Begin;
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
export function usePosition(props: PositionField): PositionControl {
  const { field, value } = props;
  // A row that moves up meanwhile takes its field along.
  const latest = useRef(props);
  latest.current = props;
  const [state, setState] = useState(idle);
  /** Has the form wait no longer. */
  const end = useRef<() => void>(undefined);
  // An answer that comes after the person went on, or asked again, is not wanted any more.
  const attempt = useRef(0);
  useEffect(
    () => () => {
      attempt.current++;
      end.current?.();
    },
    [],
  );

  const finish = (next: Asking, given?: { value: unknown }) => {
    attempt.current++;
    setState(next);
    const { onChange, onBegin, onLeave } = latest.current;
    if (given) onChange(given.value);
    end.current?.();
    end.current = next.asking ? onBegin('position_under_way') : undefined;
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
