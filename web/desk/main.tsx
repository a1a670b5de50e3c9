import { RouterProvider } from '@tanstack/react-router';
import { peopleProblems } from '../../modules/people/contract.ts';
import { programmesProblems } from '../../modules/programmes/contract.ts';
import { reportsProblems } from '../../modules/reports/contract.ts';
import { startPcApp } from '../shared/antd/pc-app.tsx';
import { configureApi } from '../shared/api.ts';
import { submitProblems } from '../shared/participant/use-submit.ts';
import { addProblems } from '../shared/problems.ts';
import { makeQueryClient } from '../shared/query.ts';
import { makeRouter } from './router.tsx';
import './desk.css';
import './people/people.css';
import './reports/home.css';
import './reports/forms.css';
import './reports/reports.css';
import './notices/notices.css';
import './widths.css';
import './print.css';

configureApi({ app: 'desk' });
addProblems(peopleProblems, programmesProblems, reportsProblems, submitProblems);

startPcApp(makeQueryClient(), <RouterProvider router={makeRouter()} />);
