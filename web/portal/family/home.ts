import type { HomeParts } from '../shell/feature.ts';
import { QueuesOfWards } from './queues.tsx';

export const home: HomeParts = { name: 'family', urgent: QueuesOfWards };
