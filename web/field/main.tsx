import { RouterProvider } from '@tanstack/react-router';
import { configureApi } from '../shared/api.ts';
import { startPhoneApp } from '../shared/phone/phone-app.tsx';
import { addProblems } from '../shared/problems.ts';
import { makeQueryClient } from '../shared/query.ts';
import { features, makeRouter } from './router.tsx';
import { FeaturesProvider } from './shell/feature.ts';

configureApi({ app: 'field' });
addProblems(...features.flatMap(({ problems = [] }) => problems));

startPhoneApp(
  '/field/',
  makeQueryClient(),
  <FeaturesProvider value={features}>
    <RouterProvider router={makeRouter()} />
  </FeaturesProvider>,
);
