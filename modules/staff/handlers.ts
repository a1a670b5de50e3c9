import { type EventHandler, on } from '../../platform/events.ts';
import { placesSwitched } from '../places/public.ts';
import { onPlacesSwitched } from './shut-out.ts';

export const staffHandlers: EventHandler[] = [on(placesSwitched, onPlacesSwitched)];
