import { PhoneOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { programmesProblems } from '../../../modules/programmes/contract.ts';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';

const support = createRoute({
  getParentRoute: () => signedIn,
  path: 'support',
  component: lazyRouteComponent(() => import('./support-page.tsx'), 'SupportPage'),
});

const page = createRoute({
  getParentRoute: () => signedIn,
  path: 'pages/$page',
  component: lazyRouteComponent(() => import('./help-page.tsx'), 'HelpPage'),
});

export const routes = [support, page] as const;

export const feature: Feature = {
  name: 'programmes',
  problems: [programmesProblems],
  services: {
    support: ({ name: title }) => [{ path: 'support', icon: PhoneOutlined, title }],
    page: ({ code, page: shown, name: title }) => [
      { path: `pages/${shown ?? code}`, icon: QuestionCircleOutlined, title },
    ],
  },
};
