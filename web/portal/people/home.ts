import type { HomeParts } from '../shell/feature.ts';
import { AccountLink } from './account-link.tsx';

export const home: HomeParts = { name: 'people', tool: AccountLink };
