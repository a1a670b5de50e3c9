import { ApartmentOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placesProblems } from '../../../modules/places/contract.ts';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';
import { placeWords } from './words.ts';

const places = createRoute({
  getParentRoute: () => signedIn,
  path: '/places',
  component: lazyRouteComponent(() => import('./places.tsx')),
});

export const routes = [places] as const;

export const feature: Feature = {
  name: 'places',
  problems: [placesProblems],
  menu: [
    {
      menu: 'installation',
      path: '/places',
      icon: ApartmentOutlined,
      title: textOf(placeWords, 'places'),
      permission: 'place.read',
    },
  ],
};
