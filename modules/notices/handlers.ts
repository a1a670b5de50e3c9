import { type EventHandler, on } from '../../platform/events.ts';
import { accountChanged } from '../people/public.ts';
import { onAccountChanged } from './reactions.ts';

export const noticesHandlers: EventHandler[] = [on(accountChanged, onAccountChanged)];
