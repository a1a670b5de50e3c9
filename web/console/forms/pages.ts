import { FormOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { programme, root } from '../shell/routes.tsx';
import { formWords } from './form-words.ts';
import { FormOfferBadge } from './offer-badge.tsx';
import { previewPath } from './preview-message.ts';

const forms = createRoute({
  getParentRoute: () => programme,
  path: '/forms',
  component: lazyRouteComponent(() => import('./forms-page.tsx')),
});

const builder = createRoute({
  getParentRoute: () => programme,
  path: '/forms/$draftId',
  component: lazyRouteComponent(() => import('./builder-page.tsx')),
});

/** Stands in a frame of the builder, without the console around it. */
const preview = createRoute({
  getParentRoute: () => root,
  path: previewPath,
  component: lazyRouteComponent(() => import('./preview-page.tsx')),
});

export const publicRoutes = [preview] as const;
export const programmeRoutes = [forms, builder] as const;

export const feature: Feature = {
  name: 'forms',
  menu: [
    {
      ...{ menu: 'programme', path: '/forms', icon: FormOutlined },
      title: textOf(formWords, 'forms'),
      permission: 'form.read',
      quietBadge: FormOfferBadge,
    },
  ],
};
