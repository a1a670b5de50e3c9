import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { CameraOutline } from 'antd-mobile-icons';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { signedIn } from '../shell/routes.tsx';
import { words } from './words.ts';

const camera = createRoute({
  getParentRoute: () => signedIn,
  path: '/camera',
  component: lazyRouteComponent(() => import('./camera-page.tsx'), 'CameraPage'),
});

export const routes = [camera] as const;

export const feature: Feature = {
  tools: [
    {
      path: '/camera',
      icon: CameraOutline,
      title: textOf(words, 'camera'),
      hint: textOf(words, 'cameraHint'),
    },
  ],
};
