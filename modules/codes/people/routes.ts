import { type Route, route } from '../../../platform/routes.ts';
import { codes } from '../contract.ts';
import { peopleOf } from './reads.ts';

export const peopleRoutes: Route[] = [
  route(codes.people, 'code.read', ({ platform, actor, scope, body }) =>
    peopleOf(platform, actor, scope, body),
  ),
];
