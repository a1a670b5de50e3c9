import { ControlOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { programme } from '../shell/routes.tsx';
import { rulesMenuWords } from './menu-words.ts';
import { SettingsOfferBadge } from './offer-badge.tsx';
import { RulesBadge } from './rules-badge.tsx';

const rules = createRoute({
  getParentRoute: () => programme,
  path: '/rules',
  component: lazyRouteComponent(() => import('./rules-page.tsx')),
});

export const programmeRoutes = [rules] as const;

export const feature: Feature = {
  name: 'rules',
  menu: [
    {
      ...{ menu: 'programme', path: '/rules', icon: ControlOutlined, whole: true },
      title: textOf(rulesMenuWords, 'rules'),
      permission: 'programme.change_rules',
      badge: RulesBadge,
      quietBadge: SettingsOfferBadge,
    },
  ],
};
