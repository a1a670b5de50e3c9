import type { HomeParts } from '../shell/feature.ts';
import { InboxLink } from './inbox-link.tsx';
import { NewestNotice } from './newest-notice.tsx';

export const home: HomeParts = { name: 'notices', tool: InboxLink, urgent: NewestNotice };
