import { CommentOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { feedbackProblems } from '../../../modules/feedback/contract.ts';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';
import { FeedbackBadge } from './feedback-badge.tsx';
import { feedbackWords } from './words.ts';

const feedback = createRoute({
  getParentRoute: () => signedIn,
  path: '/feedback',
  component: lazyRouteComponent(() => import('./feedback-page.tsx')),
});

export const routes = [feedback] as const;

export const feature: Feature = {
  name: 'feedback',
  problems: [feedbackProblems],
  menu: [
    {
      menu: 'installation',
      path: '/feedback',
      icon: CommentOutlined,
      title: textOf(feedbackWords, 'feedback'),
      permission: 'feedback.read',
      badge: FeedbackBadge,
    },
  ],
};
