import { type EventHandler, on } from '../../platform/events.ts';
import { placesMoved } from '../places/public.ts';
import { onPlacesMoved } from './moves/actions.ts';

export const programmesHandlers: EventHandler[] = [on(placesMoved, onPlacesMoved)];
