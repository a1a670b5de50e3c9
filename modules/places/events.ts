import { defineEvent } from '../../platform/events.ts';

/** A place whose own flag was set or removed; all below it is concerned as well. */
export type PlaceSwitched = { id: number; path: string; disabled: boolean };

export const placesSwitched = defineEvent<PlaceSwitched>('places.placesSwitched');
