import { RouterProvider } from '@tanstack/react-router';
import { configureApi } from '../shared/api.ts';
import { startPhoneApp } from '../shared/phone/phone-app.tsx';
import { addProblems } from '../shared/problems.ts';
import { makeQueryClient } from '../shared/query.ts';
import { features, makeRouter } from './router.tsx';

configureApi({ app: 'portal' });
addProblems(...features.flatMap(({ problems = [] }) => problems));

const queries = makeQueryClient();
startPhoneApp('/portal/', queries, <RouterProvider router={makeRouter(queries)} />);
