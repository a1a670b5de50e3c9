import { defineEvent } from '../../platform/events.ts';

/** A place whose own flag was set or removed; all below it is concerned as well. */
export type PlaceSwitched = { id: number; path: string; disabled: boolean };

export const placesSwitched = defineEvent<PlaceSwitched>('places.placesSwitched');

/** A place that stands elsewhere now, with everything below it. */
export type PlaceMoved = {
  id: number;
  /** Where it stands now. */
  path: string;
  from: { id: number; path: string };
  to: { id: number; path: string };
};

export const placesMoved = defineEvent<PlaceMoved>('places.placesMoved');
