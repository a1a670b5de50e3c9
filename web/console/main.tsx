import { RouterProvider } from '@tanstack/react-router';
import { peopleProblems } from '../../modules/people/contract.ts';
import { placesProblems } from '../../modules/places/contract.ts';
import { programmesProblems, rosterRowProblems } from '../../modules/programmes/contract.ts';
import { reportsProblems } from '../../modules/reports/contract.ts';
import { staffProblems } from '../../modules/staff/contract.ts';
import { pictureProblems, sheetProblems } from '../../platform/file-problems.ts';
import { startPcApp } from '../shared/antd/pc-app.tsx';
import { configureApi } from '../shared/api.ts';
import { addProblems } from '../shared/problems.ts';
import { makeQueryClient } from '../shared/query.ts';
import { makeRouter } from './router.tsx';
import './console.css';

configureApi({ app: 'console' });
addProblems(
  pictureProblems,
  rosterRowProblems,
  sheetProblems,
  peopleProblems,
  placesProblems,
  programmesProblems,
  reportsProblems,
  staffProblems,
);

startPcApp(makeQueryClient(), <RouterProvider router={makeRouter()} />);
