import type { HomeParts } from '../shell/feature.ts';
import { WardLooks } from './ward-looks.tsx';

export const home: HomeParts = { name: 'oversight', card: WardLooks };
