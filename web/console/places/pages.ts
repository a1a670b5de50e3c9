import { ApartmentOutlined, EnvironmentOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placesProblems } from '../../../modules/places/contract.ts';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';
import { placeWords } from './words.ts';

const organisations = createRoute({
  getParentRoute: () => signedIn,
  path: '/places',
  component: lazyRouteComponent(() => import('./place-pages.tsx'), 'Organisations'),
});

const sites = createRoute({
  getParentRoute: () => signedIn,
  path: '/sites',
  component: lazyRouteComponent(() => import('./place-pages.tsx'), 'Sites'),
});

export const routes = [organisations, sites] as const;

export const feature: Feature = {
  name: 'places',
  problems: [placesProblems],
  menu: [
    {
      menu: 'installation',
      path: '/places',
      icon: ApartmentOutlined,
      title: textOf(placeWords, 'organisations'),
      permission: 'place.read',
    },
    {
      menu: 'installation',
      path: '/sites',
      icon: EnvironmentOutlined,
      title: textOf(placeWords, 'sites'),
      permission: 'place.read',
    },
  ],
};
