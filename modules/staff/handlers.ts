import { type EventHandler, on } from '../../platform/events.ts';
import { placesMoved, placesSwitched } from '../places/public.ts';
import { mustGainNothing } from './authority.ts';
import { onPlacesMoved, onPlacesSwitched } from './shut-out.ts';

export const staffHandlers: EventHandler[] = [
  on(placesSwitched, onPlacesSwitched),
  on(placesMoved, mustGainNothing),
  on(placesMoved, onPlacesMoved),
];
