import {
  IdcardOutlined,
  ImportOutlined,
  MergeCellsOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { programmesProblems, rosterRowProblems } from '../../../modules/programmes/contract.ts';
import { sheetProblems } from '../../../platform/file-problems.ts';
import { textOf } from '../../shared/i18n.ts';
import type { Feature } from '../shell/feature.ts';
import { programme, signedIn } from '../shell/routes.tsx';
import { duplicatesWords } from './duplicates-words.ts';
import { identityMenuWords } from './identity-menu-words.ts';
import { importWords } from './import-words.ts';
import { rosterWords } from './roster-words.ts';

const newProgramme = createRoute({
  getParentRoute: () => signedIn,
  path: '/new-programme',
  component: lazyRouteComponent(() => import('./new-programme.tsx')),
});

const roster = createRoute({
  getParentRoute: () => programme,
  path: '/roster',
  component: lazyRouteComponent(() => import('./roster.tsx')),
});

const duplicates = createRoute({
  getParentRoute: () => programme,
  path: '/duplicates',
  component: lazyRouteComponent(() => import('./duplicates.tsx')),
});

const imports = createRoute({
  getParentRoute: () => programme,
  path: '/imports',
  component: lazyRouteComponent(() => import('./imports.tsx')),
});

const oneImport = createRoute({
  getParentRoute: () => programme,
  path: '/imports/$importId',
  component: lazyRouteComponent(() => import('./import-page.tsx')),
});

const identity = createRoute({
  getParentRoute: () => programme,
  path: '/identity',
  component: lazyRouteComponent(() => import('./identity-page.tsx')),
});

export const routes = [newProgramme] as const;
export const programmeRoutes = [roster, duplicates, imports, oneImport, identity] as const;

export const feature: Feature = {
  name: 'programmes',
  problems: [programmesProblems, rosterRowProblems, sheetProblems],
  menu: [
    {
      menu: 'programme',
      path: '/roster',
      icon: TeamOutlined,
      title: textOf(rosterWords, 'roster'),
      permission: 'roster.read',
    },
    {
      menu: 'programme',
      path: '/duplicates',
      icon: MergeCellsOutlined,
      title: textOf(duplicatesWords, 'duplicates'),
      permission: 'person.merge',
    },
    {
      menu: 'programme',
      path: '/imports',
      icon: ImportOutlined,
      title: textOf(importWords, 'imports'),
      permission: 'roster.import',
      whole: true,
    },
    {
      menu: 'programme',
      path: '/identity',
      icon: IdcardOutlined,
      title: textOf(identityMenuWords, 'identity'),
      permission: 'programme.change',
      whole: true,
    },
  ],
  ofPerson: lazy(() => import('./person-merges.tsx')),
};
