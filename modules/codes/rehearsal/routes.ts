import { type Route, route } from '../../../platform/routes.ts';
import { codes } from '../contract.ts';
import { cancelRehearsal, startRehearsal } from './actions.ts';
import type { RehearsalWork } from './jobs.ts';
import { rehearsalOf, rehearsalPeople } from './reads.ts';

/** `work` is what carries a rehearsal out. */
export const rehearsalRoutes = (work: RehearsalWork): Route[] => [
  route(codes.rehearsal, 'code.rehearse', ({ platform, scope, query }) =>
    rehearsalOf(platform, scope, query),
  ),
  route(codes.startRehearsal, 'code.rehearse', ({ platform, actor, scope, body }) =>
    startRehearsal(platform, work, { actor, scope }, body),
  ),
  route(codes.cancelRehearsal, 'code.rehearse', ({ platform, actor, scope, params }) =>
    cancelRehearsal(platform, { actor, scope }, params.id),
  ),
  route(codes.rehearsalPeople, 'code.rehearse', ({ platform, actor, scope, params, body }) =>
    rehearsalPeople(platform, actor, scope, { ...params, ...body }),
  ),
];
