import type { HomeParts } from '../shell/feature.ts';
import { Services } from './services.tsx';

export const home: HomeParts = { name: 'programmes', card: Services };
