import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { feedbackProblems } from '../../../modules/feedback/contract.ts';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';
import { FeedbackLink } from './feedback-link.tsx';

const feedback = createRoute({
  getParentRoute: () => signedIn,
  path: '/feedback',
  component: lazyRouteComponent(() => import('./feedback-page.tsx'), 'FeedbackPage'),
});

const thread = createRoute({
  getParentRoute: () => signedIn,
  path: '/feedback/$feedback',
  component: lazyRouteComponent(() => import('./feedback-page.tsx'), 'ThreadPage'),
});

export const routes = [feedback, thread] as const;

export const feature: Feature = { problems: [feedbackProblems], accountCards: [FeedbackLink] };
