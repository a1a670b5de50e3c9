import { RouterProvider } from '@tanstack/react-router';
import { startPcApp } from '../shared/antd/pc-app.tsx';
import { configureApi } from '../shared/api.ts';
import { addProblems } from '../shared/problems.ts';
import { makeQueryClient } from '../shared/query.ts';
import { features, makeRouter } from './router.tsx';
import { FeaturesProvider } from './shell/feature.ts';
import './print.css';

configureApi({ app: 'desk' });
addProblems(...features.flatMap(({ problems = [] }) => problems));

startPcApp(
  makeQueryClient(),
  <FeaturesProvider value={features}>
    <RouterProvider router={makeRouter()} />
  </FeaturesProvider>,
);
